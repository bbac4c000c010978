// Segments and measures the lesions of many patients from one line each, and saves one CSV.
//
//   java -Djava.awt.headless=true -Dplugins.dir=IMAGEJ_HOME -cp ij.jar ij.ImageJ -batch batch-segment.ijm "ROOT;LINES.csv;OUT.csv"
//
// Each row of LINES.csv is PATIENT,SLICE,X1,Y1,X2,Y2 without a heading: the images are in ROOT/PATIENT, the slice counts
// from 1, and the ends of the line are in pixels, whole numbers being the centres of pixels. OUT.csv has two rows for
// each patient, of Segment Lesion and of Lesion Diameter.

call("org.figtrace.imagej.MacroCommands.register");

part = split(getArgument(), ";");
if (part.length != 3) exit("batch-segment needs the argument ROOT;LINES.csv;OUT.csv");
rows = split(File.openAsString(part[1]), "\n");
for (r = 0; r < rows.length; r++) {
    line = split(String.trim(rows[r]), ",");
    if (line.length == 6) {
        run("Open DICOM Series...", "path=[" + part[0] + File.separator + line[0] + "]");
        images = getTitle();
        setSlice(parseInt(line[1]));
        makeLine(parseFloat(line[2]), parseFloat(line[3]), parseFloat(line[4]), parseFloat(line[5]));
        run("Segment Lesion...", "figure=[" + line[0] + "] output=mask");
        mask = getTitle();
        selectImage(images);
        run("Lesion Diameter...", "lesion=[" + mask + "] figure=[" + line[0] + "]");
        close("*");
    }
}
saveAs("Results", part[2]);
