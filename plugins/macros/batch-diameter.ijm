// Measures a folder of patients and saves one CSV, one row for each.
//
//   java -Djava.awt.headless=true -Dplugins.dir=IMAGEJ_HOME -cp ij.jar ij.ImageJ -batch batch-diameter.ijm "ROOT;OUT.csv"
//
// Every folder ROOT/PATIENT holds the images of one series in ROOT/PATIENT/dicom and the selections of the lesion,
// as the ROI Manager saves them, in ROOT/PATIENT/lesion.zip. The row's label is the name of the folder.
// A patient that cannot be measured is said in the log and does not stop the rest.

call("org.figtrace.imagej.MacroCommands.register");

part = split(getArgument(), ";");
if (part.length != 2) exit("batch-diameter needs the argument ROOT;OUT.csv");
root = part[0];
if (!endsWith(root, File.separator)) root = root + File.separator;
one = File.getParent(getInfo("macro.filepath")) + File.separator + "lesion-diameter.ijm";

if (nResults > 0) IJ.deleteRows(0, nResults - 1);
patients = getFileList(root);
failed = 0;
for (i = 0; i < patients.length; i++) {
    patient = replace(patients[i], "/", "");
    folder = root + patient + File.separator;
    if (File.exists(folder + "lesion.zip")) {
        before = nResults;
        // a macro of its own, because an error ends only the macro that it happens in
        runMacro(one, folder + "dicom;" + folder + "lesion.zip;;" + patient);
        if (nResults == before) {
            print("figtrace: " + patient + ": not measured");
            failed++;
        }
    }
}
saveAs("Results", part[1]);
print("figtrace: " + nResults + " measured, " + failed + " not");
