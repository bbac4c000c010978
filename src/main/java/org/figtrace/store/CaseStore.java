package org.figtrace.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.figtrace.annotation.Actor;
import org.figtrace.annotation.Annotation;
import org.figtrace.annotation.Case;
import org.figtrace.annotation.CaseReport;
import org.figtrace.annotation.CaseSeries;
import org.figtrace.annotation.MaskReference;
import org.figtrace.annotation.ReportLabels;
import org.figtrace.annotation.Sha256;
import org.figtrace.report.FigureLabel;
import org.figtrace.report.Report;
import org.figtrace.store.History.Entry;
import org.figtrace.store.HistoryEntry.Action;
import org.figtrace.store.HistoryEntry.Subject;

/**
 * An open case file. What it promises, and what is in the file, is said in the package description.
 *
 * <p>A method that changes something returns when the change is on the disk, and throws {@link CaseFileException} when
 * nothing of it was kept. One store may be used by several threads, which take turns; several stores and programs may
 * have the same case open.
 */
public final class CaseStore implements AutoCloseable {
    /** How long a writer waits for another program that is writing, unless it says otherwise. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The largest region file that a case takes, in bytes; SQLite's own limit is 1,000,000,000. */
    public static final int MAX_MASK_BYTES = 500_000_000;

    /** Whether a case is opened to be changed. A case in a read-only folder can still be read. */
    public enum Access {
        READ,
        WRITE
    }

    private final CaseConnection connection;
    private final Path file;
    private final Access access;
    private final Clock clock;
    private Report report;

    private CaseStore(Path file, Access access, CaseConnection connection, Clock clock) {
        this.file = file;
        this.access = access;
        this.connection = connection;
        this.clock = clock;
    }

    /**
     * Makes a case for a report and opens it for writing.
     *
     * @throws CaseFileException if the file exists already, or cannot be made
     */
    public static CaseStore create(Path file, CaseReport report, Actor who) throws IOException {
        return create(file, report, who, Clock.systemUTC());
    }

    static CaseStore create(Path file, CaseReport report, Actor who, Clock clock) throws IOException {
        CaseCreation.create(file, report, who, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return open(file, Access.WRITE, PATIENCE, clock);
    }

    /**
     * Opens a case, takes over what a crashed program left, and checks the structure of the file.
     *
     * @throws CaseFileException if it is missing, no case, damaged, newer than this program, or read-only where it is
     *     to be changed
     */
    public static CaseStore open(Path file, Access access) throws IOException {
        return open(file, access, PATIENCE);
    }

    public static CaseStore open(Path file, Access access, Duration patience) throws IOException {
        return open(file, access, patience, Clock.systemUTC());
    }

    static CaseStore open(Path file, Access access, Duration patience, Clock clock) throws IOException {
        return new CaseStore(file, access, CaseConnection.open(file, access, patience), clock);
    }

    /** A source of images as this case keeps it: the absolute path, and the path from the folder of the case. */
    public CaseSeries.Source source(Path images) {
        Path absolute = images.toAbsolutePath().normalize();
        Path folder = file.toAbsolutePath().normalize().getParent();
        Optional<String> relative = folder.getRoot().equals(absolute.getRoot())
                ? Optional.of(folder.relativize(absolute).toString().replace('\\', '/'))
                : Optional.empty();
        return new CaseSeries.Source(absolute.toString(), relative.map(r -> r.isEmpty() ? "." : r));
    }

    /**
     * Registers a series, or, when the case has it already, adds the new sources in front of the known ones.
     *
     * @return the series as it is kept now
     */
    public synchronized CaseSeries addSeries(CaseSeries series, Actor who) throws IOException {
        return change(sql -> {
            Optional<Row> known = Tables.series(sql, series.seriesInstanceUid());
            CaseSeries kept = known.isPresent()
                    ? series.with(Payloads.series(name(), known.get().payload()))
                    : series;
            Instant at = now();
            String payload = Payloads.of(kept);
            if (known.isPresent() && known.get().payload().equals(payload)) {
                return kept;
            }
            int version = known.map(Row::version).orElse(0) + 1;
            Tables.putSeries(sql, kept.seriesInstanceUid(), version, payload);
            History.append(
                    sql,
                    who,
                    at,
                    new Entry(
                            known.isPresent() ? Action.UPDATE : Action.ADD,
                            Subject.SERIES,
                            kept.seriesInstanceUid(),
                            version,
                            known.map(Row::payload).orElse(null),
                            payload));
            return kept;
        });
    }

    /**
     * Keeps the bytes of a region file. The same bytes are kept once.
     *
     * @param format the file ending that tells how to read them, "nii.gz"
     */
    public synchronized MaskReference addMask(byte[] bytes, String format, Actor who) throws IOException {
        if (bytes.length > MAX_MASK_BYTES) {
            throw new CaseFileException(
                    name(), "a mask of " + bytes.length + " bytes is too large; a case takes " + MAX_MASK_BYTES);
        }
        MaskReference mask = new MaskReference(Sha256.of(bytes), format, bytes.length);
        return change(sql -> {
            Instant at = now();
            if (Tables.addMask(sql, mask, bytes)) {
                History.append(
                        sql, who, at, new Entry(Action.ADD, Subject.MASK, mask.sha256(), 1, null, Payloads.of(mask)));
            }
            return mask;
        });
    }

    /** The bytes of a stored mask, checked against their digest. */
    public synchronized byte[] mask(MaskReference mask) throws IOException {
        return connection.read(sql -> {
            byte[] bytes = Tables.mask(sql, mask.sha256())
                    .orElseThrow(() -> new CaseFileException(name(), "there is no mask " + mask.sha256()));
            if (!Sha256.of(bytes).equals(mask.sha256())) {
                throw new CaseFileException(name(), "the mask " + mask.sha256() + " was altered outside the program");
            }
            return bytes;
        });
    }

    /**
     * Keeps a new annotation as version 1.
     *
     * @throws org.figtrace.annotation.UnknownLabelException if the report lacks one of its labels or pointers
     * @throws CaseFileException if its series or mask is not in the case, or its id is taken
     */
    public Annotation add(Annotation annotation, Actor who) throws IOException {
        return addAll(List.of(annotation), who).get(0);
    }

    /** Keeps all of them or none. */
    public synchronized List<Annotation> addAll(List<Annotation> annotations, Actor who) throws IOException {
        for (Annotation annotation : annotations) {
            requireLabels(annotation);
        }
        return change(sql -> {
            Instant at = now();
            List<Annotation> kept = new ArrayList<>();
            for (Annotation annotation : annotations) {
                requireWhatItNames(sql, annotation);
                if (Tables.annotation(sql, annotation.id()).isPresent()) {
                    throw new CaseConflictException(
                            name(), "the case has an annotation " + annotation.id() + " already");
                }
                Annotation first = annotation.stored(1, annotation.modified());
                String payload = Tables.addAnnotation(sql, first);
                History.append(
                        sql,
                        who,
                        at,
                        new Entry(Action.ADD, Subject.ANNOTATION, first.id().toString(), 1, null, payload));
                kept.add(first);
            }
            return kept;
        });
    }

    /**
     * Keeps a changed annotation as the next version.
     *
     * @param annotation carries the version that the change was made from
     * @return as it is kept, with its new version and time
     * @throws CaseConflictException if it was changed or deleted since that version
     */
    public synchronized Annotation update(Annotation annotation, Actor who) throws IOException {
        requireLabels(annotation);
        return change(sql -> {
            requireWhatItNames(sql, annotation);
            Row current = current(sql, annotation.id(), annotation.version());
            Instant at = now();
            // where the clock has gone back, the history has its time and the annotation that of the version before
            Annotation next = annotation.stored(
                    current.version() + 1, at.isBefore(annotation.modified()) ? annotation.modified() : at);
            String payload = Tables.replaceAnnotation(sql, next);
            History.append(
                    sql,
                    who,
                    at,
                    new Entry(
                            Action.UPDATE,
                            Subject.ANNOTATION,
                            next.id().toString(),
                            next.version(),
                            current.payload(),
                            payload));
            return next;
        });
    }

    /**
     * Takes an annotation out of the case; the history keeps it.
     *
     * @param version that the wish to delete it was based on
     * @throws CaseConflictException if it was changed or deleted since that version
     */
    public synchronized void delete(UUID id, int version, Actor who) throws IOException {
        change(sql -> {
            Instant at = now();
            Row current = current(sql, id, version);
            Tables.deleteAnnotation(sql, id, version + 1);
            History.append(
                    sql,
                    who,
                    at,
                    new Entry(Action.DELETE, Subject.ANNOTATION, id.toString(), version + 1, current.payload(), null));
            return null;
        });
    }

    /** Empty for an id that the case does not have, or no longer. */
    public synchronized Optional<Annotation> annotation(UUID id) throws IOException {
        return connection.read(sql -> {
            Optional<Row> row = Tables.annotation(sql, id).filter(r -> !r.deleted());
            return row.isPresent() ? Optional.of(row.get().annotation(name())) : Optional.empty();
        });
    }

    /** In the order in which they were added. */
    public synchronized List<Annotation> annotations() throws IOException {
        return connection.read(sql -> Tables.annotations(name(), sql));
    }

    /** Those under one label, with or without a pointer, in the order in which they were added. */
    public synchronized List<Annotation> annotations(FigureLabel label) throws IOException {
        return connection.read(sql -> Tables.annotations(name(), sql, label));
    }

    /** The whole case as it is at this moment. */
    public synchronized Case read() throws IOException {
        return connection.read(sql -> {
            CaseReport source = Tables.report(name(), sql);
            return new Case(source, source.parsed(), Tables.allSeries(name(), sql), Tables.annotations(name(), sql));
        });
    }

    /** Every change from the first on. */
    public synchronized List<HistoryEntry> log() throws IOException {
        return connection.read(sql -> {
            List<HistoryEntry> entries = new ArrayList<>();
            try (PreparedStatement select = sql.prepareStatement("SELECT seq, record, hash FROM history ORDER BY seq");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(History.read(name(), rows.getLong(1), rows.getString(2), rows.getString(3)));
                }
            }
            return entries;
        });
    }

    /**
     * Checks every page, the chain of the history, and everything else against the history. Takes time with the size of
     * the case, so it is not part of opening it.
     *
     * @return one sentence for each thing that does not fit; empty for a case that is whole
     */
    public synchronized List<String> verify() throws IOException {
        return connection.read(sql -> CaseIntegrity.check(name(), sql));
    }

    /** Closes the file; the last program to do so leaves one file, without -wal and -shm beside it. */
    @Override
    public synchronized void close() throws IOException {
        connection.close();
    }

    CaseConnection connection() {
        return connection;
    }

    private String name() {
        return file.toString();
    }

    private <T> T change(CaseConnection.Change<T> change) throws IOException {
        if (access == Access.READ) {
            throw new CaseFileException(name(), "the case was opened for reading only");
        }
        return connection.change(change);
    }

    /** The report of a case never changes, so its labels are read once. */
    private void requireLabels(Annotation annotation) throws IOException {
        if (report == null) {
            report = connection.read(sql -> Tables.report(name(), sql)).parsed();
        }
        ReportLabels.require(name(), report, annotation.links());
    }

    private void requireWhatItNames(Connection sql, Annotation annotation) throws SQLException, IOException {
        for (var reference : annotation.references()) {
            if (Tables.series(sql, reference.seriesInstanceUid()).isEmpty()) {
                throw new CaseFileException(
                        name(), "the series " + reference.seriesInstanceUid() + " is not in the case; add it first");
            }
        }
        Optional<MaskReference> mask = annotation.geometry().mask();
        if (mask.isPresent() && !Tables.hasMask(sql, mask.get().sha256())) {
            throw new CaseFileException(
                    name(), "the mask " + mask.get().sha256() + " is not in the case; add it first");
        }
    }

    private Row current(Connection sql, UUID id, int version) throws SQLException, IOException {
        Row current = Tables.annotation(sql, id)
                .orElseThrow(() -> new CaseFileException(name(), "the case has no annotation " + id));
        if (current.deleted() || current.version() != version) {
            HistoryEntry last = Tables.lastChange(name(), sql, id);
            throw new CaseConflictException(
                    name(),
                    "annotation " + id + " was " + (current.deleted() ? "deleted" : "changed") + " by "
                            + last.author() + " at " + last.at() + " (version " + current.version()
                            + ", not " + version + "); read it again");
        }
        return current;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
