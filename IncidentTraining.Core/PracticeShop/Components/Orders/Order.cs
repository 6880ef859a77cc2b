namespace IncidentTraining.Core.PracticeShop.Components.Orders;

/// <summary>State of an order, as its row in the database says.</summary>
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

    /// <summary>A probe or a test placed it, no customer.</summary>
    public bool OfTest;

    /// <summary>It was paid for over a minute ago and is not confirmed.</summary>
    public bool Stuck;

    /// <summary>Responders have put its job aside, and take care of it by hand.</summary>
    public bool Aside;

    /// <summary>A job for it is in the queue, in a worker's hands, dead or aside.</summary>
    public bool HasJob;

    /// <summary>The customer has been told that the bank will ask, and waits.</summary>
    public bool AwaitsBank;

    /// <summary>It was placed while the offer of the shop ran.</summary>
    public bool OfOffer;

    /// <summary>The offer was taken off its total twice.</summary>
    public bool TakenTwice;

    /// <summary>Paylane has charged it.</summary>
    public bool Charged;

    /// <summary>Until when Paylane works on its charge, in microseconds.</summary>
    public long ChargedUntil;

    /// <summary>The order of an earlier attempt at the same purchase; 0 for none.</summary>
    public long Earlier;
    public int Number;
    public int Customer;
    public int BasketCents;
    public long PlacedAt;
    public long PaidAt;
}
