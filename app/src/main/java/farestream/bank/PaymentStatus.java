package farestream.bank;

/// What a bank says of a payment: those codes of ISO 20022's external code sets
/// (`ExternalPaymentTransactionStatus1Code`, `ExternalPaymentGroupStatus1Code`) that an answer to
/// a credit transfer can have. Cheques, cash and checks of payees have codes of their own.
public enum PaymentStatus {
  /// Received.
  RCVD(Meaning.UNDER_WAY),
  /// Pending: more checks follow.
  PDNG(Meaning.UNDER_WAY),
  /// Technically right, and not yet signed by all who must.
  PATC(Meaning.UNDER_WAY),
  /// Technically right.
  ACTC(Meaning.UNDER_WAY),
  /// The customer may do this.
  ACCP(Meaning.UNDER_WAY),
  /// The money is there.
  ACFC(Meaning.UNDER_WAY),
  /// The money is there, and the payer has to confirm.
  ACFW(Meaning.UNDER_WAY),
  /// Accepted with a change, such as another day.
  ACWC(Meaning.UNDER_WAY),
  /// Accepted to be carried out.
  ACSP(Meaning.UNDER_WAY),
  /// Handed on to the clearing.
  ACPD(Meaning.UNDER_WAY),
  /// At the creditor's bank, and not yet on the account.
  ACWP(Meaning.UNDER_WAY),
  /// Stopped at the creditor's bank, neither paid nor sent back: people must ask there.
  BLCK(Meaning.UNDER_WAY),
  /// Settled on the payer's account.
  ACSC(Meaning.SETTLED),
  /// Settled on the creditor's account.
  ACCC(Meaning.SETTLED),
  /// Rejected.
  RJCT(Meaning.REJECTED),
  /// Cancelled at the payer's wish.
  CANC(Meaning.CANCELLED),
  /// Of a batch: some are accepted and some aren't, each with its own status.
  PART(Meaning.PARTLY);

  /// What it comes to for the payment.
  public enum Meaning {
    SETTLED,
    /// Neither paid nor refused so far.
    UNDER_WAY,
    REJECTED,
    CANCELLED,
    /// Of a batch only.
    PARTLY
  }

  private final Meaning meaning;

  PaymentStatus(Meaning meaning) {
    this.meaning = meaning;
  }

  public Meaning meaning() {
    return meaning;
  }

  /// Whether one says that money left and the other that it didn't.
  boolean contradicts(PaymentStatus other) {
    return (isSettled() && other.isRefused()) || (isRefused() && other.isSettled());
  }

  private boolean isSettled() {
    return meaning == Meaning.SETTLED;
  }

  private boolean isRefused() {
    return meaning == Meaning.REJECTED || meaning == Meaning.CANCELLED;
  }

  /// @throws BankFileRefused if there is no such code here
  static PaymentStatus of(XmlElement code) {
    for (var status : values()) {
      if (status.name().equals(code.text())) {
        return status;
      }
    }
    throw code.place()
        .refused(
            "the status '%s' is unknown: ask the bank what it means, and settle these payments by hand"
                .formatted(XmlElement.shown(code.text())));
  }
}
