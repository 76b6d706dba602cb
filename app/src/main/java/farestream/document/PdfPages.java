package farestream.document;

import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/// The header and footer of each page: from the second page on a title, and `page n of m` on all.
final class PdfPages extends PdfPageEventHelper {
  private static final float SIZE = 7.5f;
  private static final float ABOVE = 14;
  private static final float BELOW = 22;
  private static final float SPACE = 2;
  private static final float WIDTH_OF_LAST = 15;

  private final String title;
  private final String foot;
  private final PdfTemplate last;

  /// @param title shown on all pages but the first
  PdfPages(PdfWriter writer, String title, String foot) {
    this.title = title;
    this.foot = foot;
    // The number of pages is filled in at the end.
    this.last = writer.getDirectContent().createTemplate(WIDTH_OF_LAST, ABOVE);
  }

  @Override
  public void onEndPage(PdfWriter writer, Document page) {
    var font = Fonts.pale(SIZE);
    var below = page.bottom() - BELOW;
    var number = "page %d of".formatted(writer.getPageNumber());
    var canvas = writer.getDirectContent();
    show(canvas, foot, page.left(), below, font);
    var beside = page.right() - WIDTH_OF_LAST;
    ColumnText.showTextAligned(
        canvas, Element.ALIGN_RIGHT, new Phrase(number, font), beside, below, 0);
    canvas.addTemplate(last, beside + SPACE, below);
    if (writer.getPageNumber() > 1) {
      show(canvas, title, page.left(), page.top() + ABOVE, font);
    }
  }

  private static void show(PdfContentByte canvas, String text, float x, float y, Font font) {
    ColumnText.showTextAligned(canvas, Element.ALIGN_LEFT, new Phrase(text, font), x, y, 0);
  }

  @Override
  public void onCloseDocument(PdfWriter writer, Document document) {
    var pages = String.valueOf(writer.getPageNumber() - 1);
    show(last, pages, 0, 0, Fonts.pale(SIZE));
  }
}
