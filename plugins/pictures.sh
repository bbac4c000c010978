#!/bin/sh
# Makes the pictures of plugins/README.md with the plug-ins themselves, on the phantom of test-images.
# Usage: plugins/pictures.sh IJ.jar   (needs target/imagej and xvfb-run; run it in the project's folder)
set -eu
ij=$1
project=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/pictures.ijm" <<EOF
run("Open DICOM Series...", "path=[$project/test-images/ct]");
ct = getImageID();
setSlice(31);
makeLine(12.02, 100.77, 39.31, 138.05);
run("Segment Lesion...", "figure=2A output=both");
mask = getTitle();
selectImage(ct);
run("Select None");
run("Lesion Diameter...", "lesion=[" + mask + "] figure=2A"); // shows the slice of the longest diameter
picture("plugins-segment");
run("Remove Overlay");
run("Bone Destruction...", "lesion=[" + mask + "] figure=3C");
setSlice(31);
setMinAndMax(-500, 1300);
picture("plugins-bone");
close("*");
run("Clear Results");
run("Quit");

function picture(name) {
    run("Flatten", "slice");
    run("Size...", "width=" + 4 * getWidth() + " height=" + 4 * getHeight() + " interpolation=None");
    saveAs("PNG", "$project/docs/images/" + name + ".png");
    close();
    selectImage(ct);
}
EOF
# ImageJ takes a working folder called ...plugins for its own
cd "$work"
xvfb-run -a java -Duser.home="$work" -Dplugins.dir="$project/target/imagej" -cp "$ij" ij.ImageJ -macro "$work/pictures.ijm"
