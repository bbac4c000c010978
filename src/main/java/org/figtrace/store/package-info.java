/**
 * A case on disk: one SQLite file, {@code name.figtrace}. Any SQLite program can read it; only this room writes it.
 *
 * <p>The file says what it is: application_id 0x46545243 ("FTRC"), and in user_version which schema it has. While it is
 * open, SQLite keeps {@code name.figtrace-wal} and {@code -shm} beside it; when the last program closes it, one file is
 * left. After a crash they belong to the case: the next open takes over what they hold.
 *
 * <h2>Promises</h2>
 *
 * <ul>
 *   <li>A change that has been answered is on the disk (WAL, synchronous=FULL) and survives a killed process and a
 *       power cut.
 *   <li>A change is whole or it did not happen. When it fails, the case is as it was before.
 *   <li>Nothing is forgotten: every change is a row of {@code history} that cannot be updated or deleted.
 *   <li>Two programs on one case take turns; whoever changes an annotation must have seen its last version.
 * </ul>
 *
 * <h2>Tables</h2>
 *
 * <ul>
 *   <li>{@code report(file_name, sha256, text)}: one row.
 *   <li>{@code series(series_uid, version, payload)}: payload is {@code {"seriesInstanceUid", "studyInstanceUid", "modality",
 *       "description", "patientId", "frameOfReferenceUid", "sources": [{"absolute", "relative"}]}}.
 *   <li>{@code mask(sha256, format, bytes)}: region files, found by content; never changed, never deleted.
 *   <li>{@code annotation(id, version, deleted, mask, payload, payload_sha256)}: the last version of each, payload as
 *       {@link org.figtrace.annotation} describes it. A deleted annotation keeps its row with deleted = 1.
 *   <li>{@code annotation_figure(annotation, label, pointer)}: its figure labels, for listing.
 *   <li>{@code history(seq, record, hash)}: record is one JSON object, {@code {"seq", "at", "author", "program",
 *       "action", "subject", "id", "version", "before", "after"}}. action is create, add, update or delete; subject is
 *       report, series, mask or annotation; before and after are the whole payload or null. That of a report is
 *       {@code {"fileName", "sha256", "text"}}, that of a mask {@code {"sha256", "format", "size"}}.
 * </ul>
 *
 * <h2>The chain</h2>
 *
 * hash is the SHA-256, in lower-case hexadecimal, of the hash of the row before it (64 zeros for the first) followed
 * by the UTF-8 bytes of record. Whoever has noted the last hash can tell whether any earlier entry, author or time was
 * altered. The payloads of the other tables must equal the last "after" of their history, so that a change past the
 * history shows as well.
 */
package org.figtrace.store;
