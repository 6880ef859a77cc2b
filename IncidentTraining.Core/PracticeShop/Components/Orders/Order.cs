namespace IncidentTraining.Core.PracticeShop.Components.Orders;

/// <summary>State of an order, as in its database row.</summary>
enum OrderState : byte
{
    Pending,
    Paid,
    Confirmed,
    Failed,
}

/// <summary>An order.</summary>
struct Order
{
    public int Generation;
    public bool Live;
    public OrderState State;

    /// <summary>It was placed by a probe or a test, not by a customer.</summary>
    public bool OfTest;

    /// <summary>It was paid for over a minute ago and is not confirmed.</summary>
    public bool Stuck;

    /// <summary>Responders have set its job aside and handle it manually.</summary>
    public bool Aside;

    /// <summary>Its job is in the queue, claimed by a worker, dead or set aside.</summary>
    public bool HasJob;

    /// <summary>The customer has been told that the bank will ask, and is waiting.</summary>
    public bool AwaitsBank;

    /// <summary>It was placed while the offer of the shop ran.</summary>
    public bool OfOffer;

    /// <summary>The offer was deducted from its total twice.</summary>
    public bool TakenTwice;

    /// <summary>Paylane has charged it.</summary>
    public bool Charged;

    /// <summary>Until when Paylane processes its charge, in microseconds.</summary>
    public long ChargedUntil;

    /// <summary>The order of an earlier attempt at the same purchase; 0 for none.</summary>
    public long Earlier;
    public int Number;
    public int Customer;
    public int BasketCents;
    public long PlacedAt;
    public long PaidAt;
}
