package farestream.bank;

/// The status of a payment: the codes of ISO 20022's external code sets
/// (`ExternalPaymentTransactionStatus1Code`, `ExternalPaymentGroupStatus1Code`) that can answer a
/// credit transfer. Codes for checks, cash and payee verification are left out.
public enum PaymentStatus {
  /// Received.
  RCVD(Meaning.UNDER_WAY),
  /// Pending: further checks follow.
  PDNG(Meaning.UNDER_WAY),
  /// Technically valid, but not yet signed by everyone required.
  PATC(Meaning.UNDER_WAY),
  /// Technically valid.
  ACTC(Meaning.UNDER_WAY),
  /// The customer's profile is accepted.
  ACCP(Meaning.UNDER_WAY),
  /// Funds were checked and are sufficient.
  ACFC(Meaning.UNDER_WAY),
  /// Funds are sufficient; the payer must confirm.
  ACFW(Meaning.UNDER_WAY),
  /// Accepted with a change, such as another date.
  ACWC(Meaning.UNDER_WAY),
  /// Accepted for execution.
  ACSP(Meaning.UNDER_WAY),
  /// Sent to the clearing.
  ACPD(Meaning.UNDER_WAY),
  /// Received by the creditor's bank, but not credited yet.
  ACWP(Meaning.UNDER_WAY),
  /// Blocked by the creditor's bank, neither paid nor returned. The bank must be asked.
  BLCK(Meaning.UNDER_WAY),
  /// Settled on the payer's account.
  ACSC(Meaning.SETTLED),
  /// Settled on the creditor's account.
  ACCC(Meaning.SETTLED),
  /// Rejected.
  RJCT(Meaning.REJECTED),
  /// Cancelled at the payer's request.
  CANC(Meaning.CANCELLED),
  /// For a batch: partly accepted; each payment has its own status.
  PART(Meaning.PARTLY);

  /// What a status means for the payment.
  public enum Meaning {
    SETTLED,
    /// Neither paid nor rejected yet.
    UNDER_WAY,
    REJECTED,
    CANCELLED,
    /// For batches only.
    PARTLY
  }

  private final Meaning meaning;

  PaymentStatus(Meaning meaning) {
    this.meaning = meaning;
  }

  public Meaning meaning() {
    return meaning;
  }

  /// Returns whether one status says that the money left and the other that it didn't.
  boolean contradicts(PaymentStatus other) {
    return (isSettled() && other.isRefused()) || (isRefused() && other.isSettled());
  }

  private boolean isSettled() {
    return meaning == Meaning.SETTLED;
  }

  private boolean isRefused() {
    return meaning == Meaning.REJECTED || meaning == Meaning.CANCELLED;
  }

  /// @throws BankFileRefused if the code is unknown
  static PaymentStatus of(XmlElement code) {
    for (var status : values()) {
      if (status.name().equals(code.text())) {
        return status;
      }
    }
    throw code.position()
        .refused(
            "the status '%s' is unknown; ask the bank what it means, and settle these payments manually"
                .formatted(XmlElement.shown(code.text())));
  }
}
