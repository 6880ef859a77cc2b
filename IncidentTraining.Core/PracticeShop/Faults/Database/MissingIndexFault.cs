using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Database;

/// <summary>
/// An index of the orders table is missing: its queries read the whole table, which keeps the database's few processors busy.
/// </summary>
/// <param name="index">Name of the index.</param>
sealed class MissingIndexFault(string index) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("index");
        return new MissingIndexFault(options.Choice("index", DatabaseOptions.Indexes));
    }

    public void Break(ShopSystem shop) => shop.Database.DropIndex(index);

    public bool IsPresent(ShopSystem shop) => !shop.Database.HasIndex(index);
}
