package org.figtrace.dicom.codec.j2k;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TagTreeTest {
    private static PacketBits bits(int... bytes) {
        byte[] data = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            data[i] = (byte) bytes[i];
        }
        return new PacketBits(new ByteRange(data, 0, data.length));
    }

    /** T.800 B.10.2: a grid of 6 x 3 that starts with 1, 3, 2, coded as 01111, 001, 101. */
    @Test
    void the_example_of_the_standard_is_decoded() throws J2kException {
        TagTree tree = new TagTree(6, 3);
        PacketBits bits = bits(0b01111001, 0b10100000);
        assertThat(tree.value(0, 9, bits)).isEqualTo(1);
        assertThat(tree.value(1, 9, bits)).isEqualTo(3);
        assertThat(tree.value(2, 9, bits)).isEqualTo(2);
        // Five bits are left.
        assertThat(bits.next(5)).isZero();
        assertThatThrownBy(bits::next).hasMessage("the JPEG 2000 stream ends within a packet header");
    }

    @Test
    void a_threshold_takes_only_the_bits_that_it_needs() throws J2kException {
        TagTree tree = new TagTree(1, 1);
        PacketBits bits = bits(0b00110000);
        assertThat(tree.isBelow(0, 1, bits)).isFalse();
        assertThat(tree.isBelow(0, 1, bits)).isFalse();
        assertThat(tree.isBelow(0, 2, bits)).isFalse();
        assertThat(tree.isBelow(0, 3, bits)).isTrue();
        assertThat(bits.next()).isEqualTo(1);
    }

    @Test
    void a_bit_is_stuffed_behind_ff() throws J2kException {
        PacketBits bits = bits(0xFF, 0b01010101, 0xFF, 0x00, 0x81);
        assertThat(bits.next(15)).isEqualTo(0b11111111_1010101);
        assertThat(bits.next(8)).isEqualTo(0xFF);
        bits.align();
        assertThat(bits.next(8)).isEqualTo(0x81);
    }
}
