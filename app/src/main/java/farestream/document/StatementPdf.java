package farestream.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.statement.Period;
import farestream.statement.Statement;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfDate;
import org.openpdf.text.pdf.PdfEncryption;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/// A statement as a PDF in US letter format, as it is sent to the driver. The output is
/// deterministic: the same statement gives the same bytes.
public final class StatementPdf {
  private static final float MARGIN = 42;
  private static final float TOP = 50;
  private static final float BOTTOM = 56;
  private static final float TITLE = 17;
  private static final float TEXT = 9;
  private static final float[] FACTS = {70, 458};

  private StatementPdf() {}

  /// Writes the statement and closes the stream.
  public static void write(Statement statement, OutputStream out) {
    var document = new Document(PageSize.LETTER, MARGIN, MARGIN, TOP, BOTTOM);
    var writer = PdfWriter.getInstance(document, out);
    document.addTitle(title(statement));
    document.addAuthor(statement.company());
    document.setDocumentLanguage("en-US");
    sameEveryTime(writer, statement);
    document.open();
    writer.setPageEvent(new PdfPages(writer, title(statement), foot(statement)));
    document.add(letterhead(statement));
    document.add(facts(statement));
    for (var bill : statement.bills()) {
      new PdfBill(statement, bill, document).add();
    }
    document.close();
  }

  private static String title(Statement statement) {
    return "%s – statement of driver %d for cycle %d%s"
        .formatted(
            Fonts.shown(statement.company()),
            statement.driverId(),
            statement.cycle(),
            statement.isProposed() ? " – " + StatementWording.PROPOSED : "");
  }

  private static String foot(Statement statement) {
    return "Amounts in US dollars. Times are those of %s.".formatted(statement.zone());
  }

  private static void sameEveryTime(PdfWriter writer, Statement statement) {
    var made =
        statement.period().flatMap(Period::closed).orElse(statement.bills().getFirst().date());
    var date = new PdfDate(GregorianCalendar.from(made.atZone(ZoneOffset.UTC)));
    var id = digest(statement);
    writer.getInfo().put(PdfName.CREATIONDATE, date);
    writer.getInfo().put(PdfName.FILEID, PdfEncryption.createInfoId(id, id));
  }

  private static byte[] digest(Statement statement) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(statement.toString().getBytes(UTF_8));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static PdfPTable letterhead(Statement statement) {
    var head = new PdfPTable(new float[] {2, 1});
    head.setWidthPercentage(100);
    head.addCell(inLetterhead(Fonts.shown(statement.company()), Element.ALIGN_LEFT));
    head.addCell(inLetterhead("Driver statement", Element.ALIGN_RIGHT));
    head.setSpacingAfter(10);
    return head;
  }

  private static PdfPCell inLetterhead(String text, int alignment) {
    var cell = new PdfPCell(new Phrase(text, Fonts.bold(TITLE)));
    cell.setHorizontalAlignment(alignment);
    cell.setRunDirection(PdfWriter.RUN_DIRECTION_DEFAULT);
    cell.setBorder(Rectangle.BOTTOM);
    cell.setBorderColor(Fonts.INK);
    cell.setBorderWidth(1.2f);
    cell.setPaddingLeft(0);
    cell.setPaddingRight(0);
    cell.setPaddingBottom(9);
    return cell;
  }

  private static Element facts(Statement statement) {
    var facts = new PdfPTable(FACTS);
    facts.setWidthPercentage(100);
    facts.setSpacingAfter(4);
    if (statement.isProposed()) {
      fact(facts, "", new Phrase(StatementWording.PROPOSED, Fonts.warning(TITLE - 3)));
    }
    var name = Fonts.shown(statement.driverName().orElse(""));
    fact(facts, "Driver", new Phrase(name, Fonts.bold(TEXT + 1)));
    fact(facts, "Driver number", text(String.valueOf(statement.driverId())));
    fact(facts, "Cycle", text(String.valueOf(statement.cycle())));
    fact(facts, "Period", text(StatementWording.period(statement)));
    statement
        .period()
        .flatMap(Period::closed)
        .ifPresent(at -> fact(facts, "Closed", text(StatementWording.time(at, statement.zone()))));
    if (Fonts.isMissing(name)) {
      fact(
          facts,
          "",
          new Phrase("□ stands for a character that can't be printed.", Fonts.pale(TEXT)));
    }
    return facts;
  }

  private static Phrase text(String text) {
    return new Phrase(text, Fonts.regular(TEXT));
  }

  private static void fact(PdfPTable facts, String what, Phrase value) {
    facts.addCell(plain(new Phrase(what, Fonts.pale(TEXT))));
    var cell = plain(value);
    cell.setRunDirection(PdfWriter.RUN_DIRECTION_DEFAULT);
    facts.addCell(cell);
  }

  static PdfPCell plain(Phrase text) {
    var cell = new PdfPCell(text);
    cell.setBorder(Rectangle.NO_BORDER);
    cell.setPaddingLeft(0);
    cell.setPaddingTop(1.5f);
    cell.setPaddingBottom(2.5f);
    return cell;
  }

  static Paragraph heading(String text) {
    var heading = new Paragraph(text, Fonts.bold(TEXT + 1.5f));
    heading.setSpacingBefore(6);
    return heading;
  }
}
