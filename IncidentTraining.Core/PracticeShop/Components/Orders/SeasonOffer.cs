namespace IncidentTraining.Core.PracticeShop.Components.Orders;

/// <summary>The shop's announced offer: a discount on an order's sum from a minimum on. It begins with a fault.</summary>
public sealed record SeasonOffer
{
    /// <summary>The discount, in per cent of the sum at list prices.</summary>
    public int Percent { get; init; } = 15;

    /// <summary>The minimum sum at list prices, in cents of USD.</summary>
    public int FromCents { get; init; } = 3_000;

    /// <summary>What an order costs while the offer runs, in cents of USD.</summary>
    /// <param name="listCents">The order's sum at list prices.</param>
    public int PriceOf(int listCents) => listCents < FromCents ? listCents : Reduced(listCents);

    /// <summary>A sum minus the discount, whether or not it reaches the minimum.</summary>
    /// <param name="cents">The sum, in cents of USD.</param>
    public int Reduced(int cents) => cents - cents * Percent / 100;
}
