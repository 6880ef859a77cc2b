namespace IncidentTraining.Core.PracticeShop.Components.Orders;

/// <summary>The offer that the shop has announced: so much off the sum of an order from an amount on. It begins with a fault.</summary>
public sealed record SeasonOffer
{
    /// <summary>What is taken off, in per cent of the sum at list prices.</summary>
    public int Percent { get; init; } = 15;

    /// <summary>The sum at list prices from which an order gets it, in cents of USD.</summary>
    public int FromCents { get; init; } = 3_000;

    /// <summary>What an order costs while the offer runs, in cents of USD.</summary>
    /// <param name="listCents">Its sum at list prices.</param>
    public int PriceOf(int listCents) => listCents < FromCents ? listCents : Reduced(listCents);

    /// <summary>A sum less what the offer takes off, whatever the sum.</summary>
    /// <param name="cents">The sum, in cents of USD.</param>
    public int Reduced(int cents) => cents - cents * Percent / 100;
}
