namespace IncidentTraining.Core.PracticeShop.Components.Orders;

/// <summary>Finds an order by its public number, as <c>server/routes/orders.ts</c> does.</summary>
static class OrderLookup
{
    /// <summary>Orders of the days before the run were placed every half second and confirmed two seconds later.</summary>
    static readonly TimeSpan BetweenOldOrders = TimeSpan.FromMilliseconds(500),
        OldConfirmation = TimeSpan.FromSeconds(2);

    /// <summary>The order; null when there is none, or when it is finished and no longer stored.</summary>
    /// <param name="orders">The orders.</param>
    /// <param name="number">The node's number, from 1.</param>
    public static ProbedOrder? Find(OrderLedger orders, int number)
    {
        if (number > orders.NewestNumber)
            return null;
        if (number <= OrderLedger.LastNumberBefore)
        {
            var placed = -BetweenOldOrders * (OrderLedger.LastNumberBefore + 1 - number);
            return new ProbedOrder(number, "confirmed", placed, placed + OldConfirmation, 0);
        }

        var rows = orders.Rows;
        var place = -1;
        for (var row = 0; row < rows.Length && place < 0; row++)
            place = rows[row].Live && rows[row].Number == number ? row : -1;
        if (place >= 0)
        {
            ref readonly var order = ref rows[place];
            return new ProbedOrder(
                number,
                order.State.ToString().ToLowerInvariant(),
                TimeSpan.FromMicroseconds(order.PlacedAt),
                null,
                OthersOf(rows, order)
            );
        }

        return number > orders.NewestNumber - OrderArchive.Capacity && orders.Archive.Find(number) is { } finished
            ? new ProbedOrder(number, finished.ConfirmedAt is null ? "failed" : "confirmed", finished.PlacedAt, finished.ConfirmedAt, 0)
            : null;
    }

    static int OthersOf(ReadOnlySpan<Order> rows, in Order order)
    {
        var others = 0;
        foreach (ref readonly var other in rows)
        {
            if (
                other is { Live: true, State: OrderState.Paid }
                && other.Customer == order.Customer
                && other.OfTest == order.OfTest
                && other.Number != order.Number
            )
                others++;
        }

        return others;
    }
}
