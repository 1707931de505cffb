"""Codes of metric archives (DS19x)."""

from harness.diagnostics.codes import CodePage

PAGES = (
    CodePage(
        "DS190",
        "a metric archive could not be written",
        "The system refused to write a file of the archive: the disk is full, the folder may not be written to, or it "
        "is gone. The archive is as it was before the change that failed; free some space and repeat the change.",
    ),
    CodePage(
        "DS191",
        "a folder is no metric archive",
        "The manifest of a metric archive is the file archive.json in its folder, which the harness writes. This one "
        "is of another program, or damaged. Folders without such a file are read as data files.",
    ),
    CodePage(
        "DS192",
        "a metric archive of a newer version",
        "The archive was written by a harness whose format this one does not know. Update the harness, or generate or "
        "load the data again into an archive of its own.",
    ),
    CodePage(
        "DS193",
        "a file of a metric archive is missing or damaged",
        "A file that the manifest names is not there, is shorter or longer than it was written, or has other contents. "
        "A search that goes on while another program changes the archive twice finds files gone as well; open the "
        "archive again. A file that is damaged cannot be repaired: copy the archive again or make it anew.",
    ),
    CodePage(
        "DS194",
        "another program is writing to a metric archive",
        "An archive has one writer at a time; searches are not kept waiting. The lock of a writer that was killed is "
        "gone with it. Wait until the other writer has ended, and repeat the change.",
    ),
)
