package org.figtrace.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The elements of a data set or sequence item in ascending tag order. Absence is always visible: no accessor has a
 * default, and a value that cannot be read as asked is absent too.
 */
public final class DataSet {
    /** In the order in which they came, which is nearly always that of their tags. */
    private final Map<Integer, Element> elements = new LinkedHashMap<>();

    /** The largest tag so far, unsigned, while the elements came in ascending order. */
    private int lastTag;

    private boolean ascending = true;

    /** The data set whose character set holds here too, for items that do not declare their own (PS3.5 6.1.2.5.3). */
    private DataSet enclosing;

    /** Null where Specific Character Set is not among the elements. */
    private List<String> ownCharacterSet;

    /** In ascending order of their tags, unsigned. */
    public Collection<Element> elements() {
        return ascending
                ? Collections.unmodifiableCollection(elements.values())
                : elements.values().stream()
                        .sorted((a, b) -> Integer.compareUnsigned(a.tag(), b.tag()))
                        .toList();
    }

    public boolean isEmpty() {
        return elements.isEmpty();
    }

    public Optional<Element> get(int tag) {
        return Optional.ofNullable(elements.get(tag));
    }

    public boolean contains(int tag) {
        return elements.containsKey(tag);
    }

    /** Adds or replaces. */
    public void put(Element element) {
        if (elements.put(element.tag(), element) == null) {
            ascending &= elements.size() == 1 || Integer.compareUnsigned(element.tag(), lastTag) > 0;
            lastTag = element.tag();
        }
        if (element.tag() == Tag.SpecificCharacterSet) {
            ownCharacterSet = terms(element);
        } else if (element instanceof Element.Sequence sequence) {
            sequence.items().forEach(item -> item.enclosing = this);
        }
    }

    public Optional<Element> remove(int tag) {
        Optional<Element> removed = Optional.ofNullable(elements.remove(tag));
        if (tag == Tag.SpecificCharacterSet) {
            ownCharacterSet = null;
        }
        return removed;
    }

    /** Defined terms of Specific Character Set (0008,0005), own or inherited; empty for the default repertoire. */
    public List<String> characterSet() {
        DataSet declares = this;
        while (declares.ownCharacterSet == null && declares.enclosing != null) {
            declares = declares.enclosing;
        }
        return declares.ownCharacterSet == null ? List.of() : declares.ownCharacterSet;
    }

    private static List<String> terms(Element characterSet) {
        if (!(characterSet instanceof Element.Bytes bytes) || bytes.value().length == 0) {
            return List.of();
        }
        String[] terms = new String(bytes.value(), StandardCharsets.US_ASCII).split("\\\\", -1);
        return Arrays.stream(terms).map(t -> t.replace('\0', ' ').strip()).toList();
    }

    /** The value bytes, little-endian, as stored. */
    public Optional<byte[]> bytes(int tag) {
        return elements.get(tag) instanceof Element.Bytes b ? Optional.of(b.value()) : Optional.empty();
    }

    /** The whole text without padding; absent when missing or empty. A text with several values keeps its backslashes. */
    public Optional<String> string(int tag) {
        if (!(elements.get(tag) instanceof Element.Bytes b) || b.value().length == 0) {
            return Optional.empty();
        }
        if (!b.vr().isText() && b.vr() != Vr.UN) {
            return numberStrings(b).isEmpty() ? Optional.empty() : Optional.of(String.join("\\", numberStrings(b)));
        }
        String text = CharacterSets.decode(b.value(), b.vr(), characterSet());
        text = trim(text, b.vr());
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** The values of a multi-valued element as text, each trimmed; empty when missing. */
    public List<String> strings(int tag) {
        if (!(elements.get(tag) instanceof Element.Bytes b)) {
            return List.of();
        }
        if (!b.vr().isText() && b.vr() != Vr.UN) {
            return numberStrings(b);
        }
        return string(tag)
                .map(s -> b.vr().isMultiValuedText() || b.vr() == Vr.UN
                        ? Arrays.stream(s.split("\\\\", -1)).map(String::strip).toList()
                        : List.of(s))
                .orElse(List.of());
    }

    /** The first value as an integer; absent when missing or not an integer. */
    public OptionalInt integer(int tag) {
        OptionalDouble d = decimal(tag);
        return d.isPresent() && d.getAsDouble() == Math.rint(d.getAsDouble()) && Math.abs(d.getAsDouble()) < 1L << 31
                ? OptionalInt.of((int) d.getAsDouble())
                : OptionalInt.empty();
    }

    /** The first value as a number; absent when missing or not a number. */
    public OptionalDouble decimal(int tag) {
        Optional<double[]> all = decimals(tag);
        return all.isPresent() && all.get().length > 0 ? OptionalDouble.of(all.get()[0]) : OptionalDouble.empty();
    }

    /** All values as numbers; absent when missing, empty or any of them is not a finite number. */
    public Optional<double[]> decimals(int tag) {
        List<String> texts = strings(tag);
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        double[] values = new double[texts.size()];
        for (int i = 0; i < values.length; i++) {
            String text = texts.get(i);
            // Java's own suffixes and hexadecimal digits are no decimal string (PS3.5 6.2).
            if (text.isEmpty() || Character.isLetter(text.charAt(text.length() - 1))) {
                return Optional.empty();
            }
            try {
                values[i] = Double.parseDouble(text);
            } catch (NumberFormatException notANumber) {
                return Optional.empty();
            }
            if (!Double.isFinite(values[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** The items of a sequence; empty when missing. */
    public List<DataSet> items(int tag) {
        return elements.get(tag) instanceof Element.Sequence s ? s.items() : List.of();
    }

    /** Puts text, encoded in this data set's character set and padded; several values are joined by a backslash. */
    public DataSet putText(int tag, Vr vr, String... values) {
        byte[] encoded = CharacterSets.encode(String.join("\\", values), vr, characterSet());
        if (encoded.length % 2 == 1) {
            encoded = Arrays.copyOf(encoded, encoded.length + 1);
            encoded[encoded.length - 1] = vr.padding();
        }
        put(new Element.Bytes(tag, vr, encoded));
        return this;
    }

    /** Puts decimal strings in at most 16 characters each (PS3.5 6.2, DS). */
    public DataSet putDecimals(int tag, double... values) {
        return putText(
                tag, Vr.DS, Arrays.stream(values).mapToObj(DecimalString::of).toArray(String[]::new));
    }

    /** Puts integers as IS text or as binary US, SS, UL, SL. */
    public DataSet putIntegers(int tag, Vr vr, int... values) {
        if (vr == Vr.IS) {
            return putText(
                    tag, vr, Arrays.stream(values).mapToObj(Integer::toString).toArray(String[]::new));
        }
        ByteBuffer b = ByteBuffer.allocate(values.length * vr.unitBytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int v : values) {
            switch (vr) {
                case US, SS -> b.putShort((short) v);
                case UL, SL -> b.putInt(v);
                default -> throw new IllegalArgumentException(vr + " does not hold integers");
            }
        }
        put(new Element.Bytes(tag, vr, b.array()));
        return this;
    }

    public DataSet putItems(int tag, List<DataSet> items) {
        put(new Element.Sequence(tag, Vr.SQ, items));
        return this;
    }

    private static String trim(String text, Vr vr) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == 0)) {
            end--;
        }
        // Leading spaces are significant in LT, ST, UT (PS3.5 6.2); elsewhere they are padding.
        String cut = text.substring(0, end);
        return vr.isMultiValuedText() ? cut.stripLeading() : cut;
    }

    private static List<String> numberStrings(Element.Bytes e) {
        ByteBuffer b = ByteBuffer.wrap(e.value()).order(ByteOrder.LITTLE_ENDIAN);
        List<String> out = new ArrayList<>();
        int unit = e.vr().unitBytes();
        // An attribute tag is two units: group and element.
        int value = e.vr() == Vr.AT ? 4 : unit;
        while (unit > 1 && b.remaining() >= value) {
            out.add(
                    switch (e.vr()) {
                        case US, OW -> Integer.toString(b.getShort() & 0xffff);
                        case SS -> Short.toString(b.getShort());
                        case UL, OL -> Integer.toUnsignedString(b.getInt());
                        case SL -> Integer.toString(b.getInt());
                        case FL, OF -> Float.toString(b.getFloat());
                        case FD, OD -> Double.toString(b.getDouble());
                        case UV, OV -> Long.toUnsignedString(b.getLong());
                        case SV -> Long.toString(b.getLong());
                        case AT -> "%04X%04X".formatted(b.getShort() & 0xffff, b.getShort() & 0xffff);
                        default -> throw new IllegalStateException(e.vr() + " is not numeric");
                    });
        }
        return out;
    }
}
