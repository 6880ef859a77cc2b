using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Orders;

/// <summary>
/// When the newest orders were placed and how they ended, for lookups by number. It takes a fixed amount of memory: six bytes per order.
/// </summary>
sealed class OrderArchive
{
    /// <summary>Number of stored orders: half an hour at the usual checkout rate.</summary>
    public const int Capacity = 4_096;

    const ushort Unfinished = 0,
        Failed = ushort.MaxValue;
    const long Millisecond = Kernel.Second / 1_000,
        Tenth = Kernel.Second / 10;

    // Milliseconds since the start, and tenths of a second from there to the confirmation.
    readonly int[] _placed = new int[Capacity];
    readonly ushort[] _took = new ushort[Capacity];

    /// <summary>An order was placed; the oldest one is dropped.</summary>
    public void Place(int number, long now) =>
        (_placed[number % Capacity], _took[number % Capacity]) = ((int)(now / Millisecond), Unfinished);

    /// <summary>An order is finished.</summary>
    public void End(int number, bool confirmed, long placed, long now) =>
        _took[number % Capacity] = confirmed ? (ushort)Math.Clamp((now - placed) / Tenth, Unfinished + 1, Failed - 1) : Failed;

    /// <summary>When an order was placed, and when it was confirmed (null for a failed one); null for one that is not finished.</summary>
    /// <param name="number">One of the newest <see cref="Capacity"/> numbers.</param>
    public (TimeSpan PlacedAt, TimeSpan? ConfirmedAt)? Find(int number)
    {
        var (placed, took) = (TimeSpan.FromMilliseconds(_placed[number % Capacity]), _took[number % Capacity]);
        return took switch
        {
            Unfinished => null,
            Failed => (placed, null),
            _ => (placed, placed + took * TimeSpan.FromMicroseconds(Tenth)),
        };
    }
}
