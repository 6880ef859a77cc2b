using IncidentTraining.Core.PracticeShop.Components.Exports;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Api;

/// <summary>What the export faults have in common: their options, and the export that they need.</summary>
static class ExportReader
{
    public static int Rows(NamedOptions options) => options.Number("rows", 1, 1000);

    public static int Seconds(NamedOptions options) => options.Number("seconds", 1, 60);

    /// <summary>The export of a shop.</summary>
    /// <exception cref="BadOptionException">The shop has none.</exception>
    public static OrderExport Of(ShopSystem shop) =>
        shop.Exports ?? throw new BadOptionException("The shop has no order export: set ‘order-exports’ under ‘shop’.");
}
