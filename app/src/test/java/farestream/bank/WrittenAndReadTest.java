package farestream.bank;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.bank.BankAccount.Iban;
import farestream.bank.BankAccount.UsAccount;
import farestream.money.Money;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.w3c.dom.Element;

/// Round trip: an independent XML parser finds every written payment in the file.
class WrittenAndReadTest {

  @Property(tries = 100)
  void a_written_file_is_read_back_unchanged(@ForAll("transfers") List<CreditTransfer> transfers)
      throws Exception {
    var batch = BankSamples.batch(transfers);
    var file = BankSamples.written(batch, transfers);
    Schemas.validate("pain.001.001.09", file);
    var document =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(file))
            .getDocumentElement();
    assertThat(texts(document, "CtrlSum"))
        .containsExactly(batch.sum().toString(), batch.sum().toString());
    assertThat(texts(document, "NbOfTxs"))
        .containsExactly("" + transfers.size(), "" + transfers.size());
    var read = new ArrayList<CreditTransfer>();
    var found = document.getElementsByTagName("CdtTrfTxInf");
    for (var i = 0; i < found.getLength(); i++) {
      read.add(transfer((Element) found.item(i)));
    }
    assertThat(read).isEqualTo(transfers);
    assertThat(Money.sum(read.stream().map(CreditTransfer::amount).toList()))
        .isEqualTo(batch.sum());
  }

  @Provide
  Arbitrary<List<CreditTransfer>> transfers() {
    var ids =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .withCharRange('A', 'Z')
            .numeric()
            .withChars("?:().,'+-")
            .ofMinLength(1)
            .ofMaxLength(35);
    var amounts = Arbitraries.longs().between(1, 99_999_999_99L).map(Money::ofCents);
    // Any Unicode text, including markup, after a readable character.
    var texts = Arbitraries.strings().all().ofMaxLength(20).map(any -> "A<&\"" + any);
    var accounts =
        Arbitraries.oneOf(
            Arbitraries.of(
                new Iban("GB29NWBK60161331926819"),
                new Iban("DE89370400440532013000"),
                new Iban("NO9386011117947")),
            Arbitraries.strings()
                .numeric()
                .ofMinLength(4)
                .ofMaxLength(17)
                .map(number -> new UsAccount("021000021", number)));
    return Combinators.combine(ids, amounts, texts, accounts, texts)
        .as(CreditTransfer::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  private static CreditTransfer transfer(Element read) {
    var iban = texts(read, "IBAN");
    var account =
        iban.isEmpty()
            ? new UsAccount(texts(read, "MmbId").getFirst(), texts(read, "Id").getLast())
            : new Iban(iban.getFirst());
    return new CreditTransfer(
        texts(read, "EndToEndId").getFirst(),
        Money.of(texts(read, "InstdAmt").getFirst()),
        texts(read, "Nm").getFirst(),
        account,
        texts(read, "Ustrd").getFirst());
  }

  private static List<String> texts(Element parent, String name) {
    var found = parent.getElementsByTagName(name);
    var texts = new ArrayList<String>();
    for (var i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent());
    }
    return texts;
  }
}
