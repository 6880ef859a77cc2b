namespace IncidentTraining.Core.PracticeShop.Components.Exports;

/// <summary>The customers whose orders a stranger has read, each counted once.</summary>
/// <param name="rows">Orders in the export.</param>
/// <param name="customers">Customers of the shop.</param>
sealed class ExposedCustomers(int rows, int customers)
{
    /// <summary>
    /// Odd multipliers from Knuth and MurmurHash3: they distribute the orders over the customers, of whom some have several and some none,
    /// identically on every machine.
    /// </summary>
    const uint Scatter = 2_654_435_761,
        SecondScatter = 0x85EB_CA6B;

    readonly ulong[] _read = new ulong[(customers + 63) / 64];
    int? _all;

    /// <summary>Customers whose orders were read.</summary>
    public int Count { get; private set; }

    /// <summary>Customers with an order in the export. Counted on first use: most runs never need it.</summary>
    public int All => _all ??= Enumerable.Range(0, rows).Select(row => CustomerOf(row, customers)).Distinct().Count();

    /// <summary>An order was read.</summary>
    public void Read(int row)
    {
        var customer = CustomerOf(row, customers);
        var bit = 1UL << (customer & 63);
        if ((_read[customer >> 6] & bit) != 0)
            return;
        _read[customer >> 6] |= bit;
        Count++;
    }

    static int CustomerOf(int row, int customers)
    {
        var mixed = (uint)row * Scatter;
        mixed = (mixed ^ (mixed >> 16)) * SecondScatter;
        return (int)((mixed ^ (mixed >> 13)) % (uint)customers);
    }
}
