package farestream.document;

import farestream.statement.Bill;
import farestream.statement.Statement;
import java.awt.Color;
import java.util.List;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;

/// A bill in a [StatementPdf]: the calculation of the amount paid next to how the driver's share
/// is determined, then payments, corrections of earlier bills, and trips.
final class PdfBill {
  private static final float WIDTH = 528;
  private static final float[] SIDES = {250, 278};
  private static final float[] BALANCE = {198, 80};
  private static final float TEXT = 9;
  private static final Color SHADE = new Color(0xee, 0xf1, 0xf4);

  private static final float TIME = 84;
  private static final float NUMBER = 40;
  private static final float BILLED_IN = 88;
  private static final float REASON = 62;
  private static final float STATE = 78;
  private static final float REFERENCE = 120;
  private static final float BANK_FILE = 86;
  private static final float ACCOUNT = 52;

  private final Statement statement;
  private final Bill bill;
  private final Document document;

  PdfBill(Statement statement, Bill bill, Document document) {
    this.statement = statement;
    this.bill = bill;
    this.document = document;
  }

  void add() {
    var zone = statement.zone();
    document.add(sides());
    if (!bill.payments().isEmpty()) {
      add(
          "Payments",
          StatementTables.payments(bill, zone),
          List.of(STATE, TIME, NUMBER, REFERENCE, BANK_FILE, ACCOUNT));
    }
    if (!bill.corrections().isEmpty()) {
      add(
          "Corrections of earlier bills",
          StatementTables.corrections(bill, zone),
          List.of(TIME, NUMBER, BILLED_IN, REASON));
    }
    if (!bill.trips().isEmpty()) {
      add("Trips", StatementTables.trips(bill, zone), List.of(TIME, NUMBER));
    }
  }

  private void add(String heading, ReportTable table, List<Float> widths) {
    document.add(PdfTable.of(heading, table, widths, WIDTH));
  }

  private PdfPTable sides() {
    var sides = new PdfPTable(SIDES);
    sides.setWidthPercentage(100);
    sides.setSpacingBefore(6);
    sides.setSpacingAfter(4);
    var left = StatementPdf.plain(new Phrase());
    left.setPaddingRight(18);
    left.addElement(StatementPdf.heading("Bill " + bill.id()));
    if (bill.isManual()) {
      left.addElement(text(manualNote()));
    }
    left.addElement(text(StatementWording.share(bill)));
    sides.addCell(left);
    var right = StatementPdf.plain(new Phrase());
    right.setPaddingRight(0);
    right.addElement(balance());
    sides.addCell(right);
    return sides;
  }

  private String manualNote() {
    var zone = statement.zone();
    return "Manual bill for %s to %s, %s in all.%s"
        .formatted(
            StatementWording.time(bill.starts(), zone),
            StatementWording.time(bill.ends(), zone),
            PdfTable.grouped(bill.split().total().toString()),
            bill.trips().isEmpty() ? " Its trips are not recorded." : "");
  }

  private static Paragraph text(String text) {
    var paragraph = new Paragraph(text, Fonts.regular(TEXT));
    paragraph.setSpacingBefore(2);
    return paragraph;
  }

  private PdfPTable balance() {
    var table = new PdfPTable(BALANCE);
    table.setWidthPercentage(100);
    var lines = Balance.of(bill, statement);
    for (var line : lines.subList(0, lines.size() - 1)) {
      add(table, line, false);
    }
    add(table, lines.getLast(), true);
    return table;
  }

  private static void add(PdfPTable table, Balance.Line line, boolean isSum) {
    var font = isSum ? Fonts.bold(TEXT + 2) : Fonts.regular(TEXT);
    var amount = PdfTable.grouped(line.amount().toString());
    table.addCell(inBox(line.what(), font, Element.ALIGN_LEFT, isSum));
    table.addCell(inBox(isSum ? "$" + amount : amount, font, Element.ALIGN_RIGHT, isSum));
  }

  private static PdfPCell inBox(String text, Font font, int align, boolean isSum) {
    var cell = new PdfPCell(new Phrase(text, font));
    cell.setHorizontalAlignment(align);
    cell.setBorder(isSum ? Rectangle.TOP : Rectangle.NO_BORDER);
    cell.setBorderColor(Fonts.INK);
    cell.setBackgroundColor(SHADE);
    cell.setPadding(isSum ? 6 : 4);
    cell.setPaddingLeft(8);
    cell.setPaddingRight(8);
    return cell;
  }
}
