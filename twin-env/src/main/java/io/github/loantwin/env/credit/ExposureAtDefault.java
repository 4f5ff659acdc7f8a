package io.github.loantwin.env.credit;

/**
 * Exposure at default: the balance, and for cards the drawn balance plus a converted share of the undrawn limit.
 *
 * <p>EAD = drawn + CCF(s) x max(0, limit - drawn). Thread-safe, no allocation.
 */
public final class ExposureAtDefault {
    private final CreditConfig.CardExposure card;

    /** Creates the exposures of a config. */
    public ExposureAtDefault(CreditConfig config) {
        card = config.cardExposure();
    }

    /** Returns the credit conversion factor of cards at a stress. */
    public double conversion(double stress) {
        return CollateralValue.blend(card.conversionNormal(), card.conversionStress(), stress);
    }

    /**
     * Returns the exposure at default of a card in the unit of its amounts.
     *
     * @param drawn drawn balance
     * @param limit credit limit
     * @param state delinquency state; from 90 days past due the account is blocked and the exposure is the balance
     * @param stress stress index of cards
     */
    public double card(double drawn, double limit, int state, double stress) {
        return state >= 3 || drawn >= limit ? drawn : drawn + conversion(stress) * (limit - drawn);
    }

    /** Returns the utilisation that a card moves to on its way from 30 to 90 days past due. */
    public double defaultUtilisation() {
        return card.defaultUtilisation();
    }
}
