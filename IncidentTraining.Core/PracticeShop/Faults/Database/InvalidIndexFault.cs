using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Database;

/// <summary>
/// The build of an index on the orders table was interrupted: the database lists it by name but uses it for no query, so that its queries
/// read the whole table.
/// </summary>
/// <param name="index">Name of the index.</param>
sealed class InvalidIndexFault(string index) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("index");
        return new InvalidIndexFault(options.Choice("index", DatabaseOptions.Indexes));
    }

    public void Break(ShopSystem shop) => shop.Database.Invalidate(index);

    public bool IsPresent(ShopSystem shop) => !shop.Database.HasIndex(index);
}
