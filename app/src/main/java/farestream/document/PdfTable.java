package farestream.document;

import static org.openpdf.text.Rectangle.BOTTOM;
import static org.openpdf.text.Rectangle.NO_BORDER;
import static org.openpdf.text.Rectangle.TOP;

import java.awt.Color;
import java.util.List;
import java.util.regex.Pattern;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;

/// Renders a [ReportTable] in a PDF. Title and header are repeated on every page; amounts are
/// right-aligned.
final class PdfTable {
  private static final float SIZE = 7.5f;
  private static final float HEADING = 10.5f;
  private static final float PADDING = 2.4f;
  private static final float HAIRLINE = 0.4f;
  private static final Color LINE = new Color(0xd5, 0xd9, 0xde);
  private static final Color SHADE = new Color(0xee, 0xf1, 0xf4);
  private static final Pattern THOUSANDS = Pattern.compile("\\B(?=(\\d{3})+\\.)");

  private final ReportTable table;
  private final PdfPTable paper;
  private final Font regular = Fonts.regular(SIZE);
  private final Font bold = Fonts.bold(SIZE);
  private final Font pale = Fonts.pale(SIZE);

  private PdfTable(ReportTable table, float[] widths) {
    this.table = table;
    this.paper = new PdfPTable(widths);
    paper.setWidthPercentage(100);
    paper.setHeaderRows(2);
    paper.setSplitRows(false);
    paper.setSpacingBefore(3);
    paper.setSpacingAfter(10);
  }

  /// @param widths the widths of text columns in points; amount columns share the rest
  /// @param whole the width of the page in points
  static PdfPTable of(String heading, ReportTable table, List<Float> widths, float whole) {
    var amounts = table.columns().stream().filter(ReportTable.Column::isAmount).count();
    var rest = (whole - widths.stream().mapToDouble(Float::doubleValue).sum()) / amounts;
    var all = new float[table.columns().size()];
    for (int column = 0, text = 0; column < all.length; column++) {
      all[column] = table.columns().get(column).isAmount() ? (float) rest : widths.get(text++);
    }
    return new PdfTable(table, all).filled(heading);
  }

  private PdfPTable filled(String heading) {
    var above = cell(heading, Fonts.bold(HEADING), false, NO_BORDER);
    above.setColspan(table.columns().size());
    above.setPaddingLeft(0);
    above.setPaddingBottom(5);
    paper.addCell(above);
    for (var column : table.columns()) {
      var cell = cell(column.title(), bold, column.isAmount(), BOTTOM);
      cell.setBackgroundColor(SHADE);
      cell.setVerticalAlignment(Element.ALIGN_BOTTOM);
      paper.addCell(cell);
    }
    for (var row : table.rows()) {
      add(row.cells(), regular, row.note().isPresent() ? NO_BORDER : BOTTOM);
      row.note().ifPresent(this::addNote);
    }
    add(table.totals(), bold, TOP);
    return paper;
  }

  private void add(List<String> cells, Font font, int border) {
    for (var column = 0; column < cells.size(); column++) {
      var isAmount = table.columns().get(column).isAmount();
      var text = isAmount ? grouped(cells.get(column)) : Fonts.shown(cells.get(column));
      paper.addCell(cell(text, font, isAmount, border));
    }
  }

  private void addNote(String note) {
    var cell = cell(Fonts.shown(note), pale, false, BOTTOM);
    cell.setColspan(table.columns().size());
    cell.setPaddingTop(0);
    paper.addCell(cell);
  }

  private static PdfPCell cell(String text, Font font, boolean toTheRight, int border) {
    var cell = new PdfPCell(new Phrase(text, font));
    cell.setHorizontalAlignment(toTheRight ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
    cell.setBorder(border);
    cell.setBorderColor(border == TOP ? Fonts.PALE : LINE);
    cell.setBorderWidth(HAIRLINE);
    cell.setPadding(PADDING);
    return cell;
  }

  /// Formats 1234567.89 as 1,234,567.89.
  static String grouped(String amount) {
    return THOUSANDS.matcher(amount).replaceAll(",");
  }
}
