package farestream.document;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Objects;
import org.openpdf.text.Font;
import org.openpdf.text.pdf.BaseFont;

/// The letters of a PDF: Liberation Sans, of which each file holds what it uses. It has the
/// Latin, Greek, Cyrillic and Hebrew letters.
final class Fonts {
  static final Color INK = new Color(0x22, 0x2b, 0x38);
  static final Color PALE = new Color(0x6b, 0x74, 0x80);
  static final Color WARNING = new Color(0xb0, 0x1e, 0x1e);

  /// Stands for a character that the font doesn't have.
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

  /// What others wrote, on one line, with a box for what the font doesn't have. What only steers
  /// the characters beside it is left out.
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
      font.setSecureRandom(new AlwaysTheSame());
      return font;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// What is taken of a font is given a name that OpenPDF draws by lot. The same statement is to
  /// be the same file.
  private static final class AlwaysTheSame extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @Override
    public double nextDouble() {
      return 0;
    }
  }
}
