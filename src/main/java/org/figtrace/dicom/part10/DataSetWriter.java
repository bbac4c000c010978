package org.figtrace.dicom.part10;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.Element;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.Vr;

/**
 * Writes elements in ascending tag order (PS3.5 chapter 7). Sequences and items get undefined lengths, so that nothing
 * is encoded twice. Group lengths (gggg,0000) are retired (PS3.5 7.2) and left out, since another encoding would make
 * them wrong.
 */
final class DataSetWriter {
    private static final int UNDEFINED = -1;
    private static final int LONGEST_SHORT = 0xffff;

    private final OutputStream out;
    private final Encoding encoding;

    DataSetWriter(OutputStream out, Encoding encoding) {
        this.out = out;
        this.encoding = encoding;
    }

    /** Group 0002 of a Part 10 file, with its group length in front (PS3.10 7.1). */
    static byte[] meta(DataSet meta) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataSetWriter writer = new DataSetWriter(body, Encoding.EXPLICIT_LITTLE);
        for (Element element : meta.elements()) {
            writer.write(element);
        }
        ByteBuffer all = ByteBuffer.allocate(12 + body.size()).order(ByteOrder.LITTLE_ENDIAN);
        all.putShort((short) 2).putShort((short) 0).put((byte) 'U').put((byte) 'L');
        all.putShort((short) 4).putInt(body.size()).put(body.toByteArray());
        return all.array();
    }

    /** Group 0002 is left out: it belongs to the file, not to the data set. */
    void write(DataSet dataSet) throws IOException {
        for (Element element : dataSet.elements()) {
            if ((element.tag() & 0xffff) != 0 && element.tag() >>> 16 != 2) {
                write(element);
            }
        }
    }

    private void write(Element element) throws IOException {
        if (element instanceof Element.Bytes bytes) {
            byte[] value = even(bytes.value(), bytes.vr());
            header(element.tag(), bytes.vr(), value.length);
            if (encoding.bigEndian() && bytes.vr().unitBytes() > 1) {
                value = value.clone();
                ByteSwap.swap(value, bytes.vr().unitBytes());
            }
            out.write(value);
        } else if (element instanceof Element.Sequence sequence) {
            header(element.tag(), Vr.SQ, UNDEFINED);
            for (DataSet item : sequence.items()) {
                item(Tag.Item, UNDEFINED);
                write(item);
                item(Tag.ItemDelimitationItem, 0);
            }
            item(Tag.SequenceDelimitationItem, 0);
        } else if (element instanceof Element.Fragments fragments) {
            header(element.tag(), Vr.OB, UNDEFINED);
            fragment(fragments.offsetTable());
            for (byte[] fragment : fragments.fragments()) {
                fragment(fragment);
            }
            item(Tag.SequenceDelimitationItem, 0);
        }
    }

    private void fragment(byte[] bytes) throws IOException {
        byte[] value = even(bytes, Vr.OB);
        item(Tag.Item, value.length);
        out.write(value);
    }

    private static byte[] even(byte[] value, Vr vr) {
        if (value.length % 2 == 0) {
            return value;
        }
        byte[] padded = Arrays.copyOf(value, value.length + 1);
        padded[value.length] = vr.padding();
        return padded;
    }

    private void item(int tag, int length) throws IOException {
        ByteBuffer b = ByteBuffer.allocate(8).order(encoding.order());
        b.putShort((short) (tag >>> 16)).putShort((short) tag).putInt(length);
        out.write(b.array());
    }

    private void header(int tag, Vr vr, int length) throws IOException {
        ByteBuffer b = ByteBuffer.allocate(12).order(encoding.order());
        b.putShort((short) (tag >>> 16)).putShort((short) tag);
        if (encoding.explicitVr()) {
            // A value too long for a short length field is written as UN (PS3.5 6.2.2 note 4).
            Vr written = vr.hasLongLength() || length <= LONGEST_SHORT && length >= 0 ? vr : Vr.UN;
            b.put((byte) written.name().charAt(0)).put((byte) written.name().charAt(1));
            if (!written.hasLongLength()) {
                b.putShort((short) length);
                out.write(b.array(), 0, b.position());
                return;
            }
            b.putShort((short) 0);
        }
        b.putInt(length);
        out.write(b.array(), 0, b.position());
    }
}
