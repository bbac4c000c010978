// Segments a lesion from a line across it, measures the bone that it destroyed, and saves Results as CSV.
//
//   java -Djava.awt.headless=true -Dplugins.dir=IMAGEJ_HOME -cp ij.jar ij.ImageJ -batch bone-destruction.ijm "FOLDER;SLICE,X1,Y1,X2,Y2;OUT.csv"
//
// SLICE counts from 1; the ends of the line are in pixels, whole numbers being the centres of pixels. An optional fourth
// part names the figure ("3C").

call("org.figtrace.imagej.MacroCommands.register"); // a headless ImageJ has no menus, which run() needs

part = split(getArgument(), ";");
if (part.length < 3) exit("bone-destruction needs the argument FOLDER;SLICE,X1,Y1,X2,Y2;OUT.csv");
figure = "lesion";
if (part.length > 3) figure = part[3];
line = split(part[1], ",");
run("Open DICOM Series...", "path=[" + part[0] + "]");
ct = getTitle();
setSlice(parseInt(line[0]));
makeLine(parseFloat(line[1]), parseFloat(line[2]), parseFloat(line[3]), parseFloat(line[4]));
run("Segment Lesion...", "figure=[" + figure + "] output=mask");
mask = getTitle();
selectImage(ct);
run("Bone Destruction...", "lesion=[" + mask + "] reference=mirror figure=[" + figure + "]");
if (isOpen("Bone loss by threshold")) selectWindow("Results"); // saveAs takes the table in front
saveAs("Results", part[2]);
