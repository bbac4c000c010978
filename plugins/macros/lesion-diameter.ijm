// Measures one lesion and saves Results as CSV.
//
// With an argument "FOLDER;ROIS.zip;OUT.csv" it opens the series of FOLDER, measures the selections that the ROI
// Manager saved in ROIS.zip, and needs no display:
//   java -Djava.awt.headless=true -Dplugins.dir=IMAGEJ_HOME -cp ij.jar ij.ImageJ -batch lesion-diameter.ijm "FOLDER;ROIS.zip;OUT.csv"
// An optional fourth and fifth part name the figure ("2A") and the region of the zip file.
// Without an argument it measures the selection on the current image.

call("org.figtrace.imagej.MacroCommands.register"); // a headless ImageJ has no menus, which run() needs

argument = getArgument();
if (argument == "") {
    run("Lesion Diameter...", "lesion=selection short=hull");
} else {
    part = split(argument, ";");
    figure = "";
    region = "";
    if (part.length > 3) figure = part[3];
    if (part.length > 4) region = part[4];
    run("Open DICOM Series...", "path=[" + part[0] + "]");
    run("Lesion Diameter...", "lesion=[" + part[1] + "] short=hull figure=[" + figure + "] region=[" + region + "]");
    close();
    if (part[2] != "") saveAs("Results", part[2]);
}
