package org.figtrace.dicom.codec.j2k;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MqDecoderTest {
    /** T.88 H.2, whose arithmetic coder is the one of T.800 annex C: one context, 256 decisions. */
    @Test
    void the_test_sequence_of_the_standard_is_decoded() {
        HexFormat hex = HexFormat.of();
        byte[] coded = hex.parseHex("84C73BFCE1A1430402200000410DBB86F4317FFF88FF37471ADB6ADFFFACFFFF");
        byte[] expected =
                hex.parseHex("00020051000000C0035287 2AAAAAAAAA82C02000FCD79EF6BF7FED904F46A3BF".replace(" ", ""));
        MqDecoder mq = new MqDecoder(1);
        mq.setState(0, 0);
        mq.start(coded, 0);
        byte[] decoded = new byte[expected.length];
        for (int i = 0; i < 8 * decoded.length; i++) {
            decoded[i / 8] |= (byte) (mq.decode(0) << 7 - i % 8);
        }
        assertThat(decoded).isEqualTo(expected);
    }

    @Test
    void a_decoder_goes_on_where_another_one_is() {
        byte[] coded = HexFormat.of().parseHex("84C73BFCE1A1430402200000410DBB86F4317FFF88FF37471ADB6ADFFFACFFFF");
        MqDecoder whole = new MqDecoder(1);
        MqDecoder first = new MqDecoder(1);
        whole.setState(0, 0);
        first.setState(0, 0);
        whole.start(coded, 0);
        first.start(coded, 0);
        for (int i = 0; i < 101; i++) {
            assertThat(first.decode(0)).isEqualTo(whole.decode(0));
        }
        MqDecoder second = new MqDecoder(first);
        for (int i = 101; i < 200; i++) {
            assertThat(second.decode(0)).isEqualTo(whole.decode(0));
        }
        first.continueFrom(second);
        for (int i = 200; i < 256; i++) {
            assertThat(first.decode(0)).isEqualTo(whole.decode(0));
        }
    }
}
