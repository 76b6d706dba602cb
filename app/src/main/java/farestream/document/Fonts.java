package farestream.document;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Objects;
import org.openpdf.text.Font;
import org.openpdf.text.pdf.BaseFont;

/// The font of PDF files: Liberation Sans, with Latin, Greek, Cyrillic and Hebrew characters.
/// Each file embeds the characters that it uses.
final class Fonts {
  static final Color INK = new Color(0x22, 0x2b, 0x38);
  static final Color PALE = new Color(0x6b, 0x74, 0x80);
  static final Color WARNING = new Color(0xb0, 0x1e, 0x1e);

  /// Replaces characters that the font doesn't have.
  private static final char MISSING = '□';

  private static final int LONGEST = 80;

  private static final BaseFont REGULAR = font("LiberationSans-Regular.ttf");
  private static final BaseFont BOLD = font("LiberationSans-Bold.ttf");

  private Fonts() {}

  static Font regular(float size) {
    return new Font(REGULAR, size, Font.NORMAL, INK);
  }

  static Font bold(float size) {
    return new Font(BOLD, size, Font.NORMAL, INK);
  }

  static Font pale(float size) {
    return new Font(REGULAR, size, Font.NORMAL, PALE);
  }

  static Font warning(float size) {
    return new Font(BOLD, size, Font.NORMAL, WARNING);
  }

  static boolean isMissing(String shown) {
    return shown.indexOf(MISSING) >= 0;
  }

  /// Makes text from outside printable: on one line, without control and formatting characters,
  /// and with a box for characters that the font doesn't have.
  static String shown(String text) {
    var shown = new StringBuilder();
    var characters = Normalizer.normalize(text.strip(), Normalizer.Form.NFC).codePoints().toArray();
    for (var character : characters) {
      if (Character.getType(character) == Character.FORMAT) {
        continue;
      }
      if (shown.length() == LONGEST) {
        return shown.append('…').toString();
      }
      if (Character.isWhitespace(character) || Character.isISOControl(character)) {
        shown.append(' ');
      } else if (Character.isBmpCodePoint(character) && REGULAR.charExists(character)) {
        shown.appendCodePoint(character);
      } else {
        shown.append(MISSING);
      }
    }
    return shown.toString();
  }

  private static BaseFont font(String name) {
    try (var file = Fonts.class.getResourceAsStream("/liberation/" + name)) {
      var bytes = Objects.requireNonNull(file, name).readAllBytes();
      var font =
          BaseFont.createFont(
              name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, BaseFont.NOT_CACHED, bytes, null);
      font.setSecureRandom(new FixedRandom());
      return font;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// Makes the output deterministic: OpenPDF chooses the name of a font subset at random, but the
  /// same statement must give the same bytes.
  private static final class FixedRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @Override
    public double nextDouble() {
      return 0;
    }
  }
}
