using IncidentTraining.Core.PracticeShop.Components.Database;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Readers;

/// <summary>Reads the database and the pool before it.</summary>
static class DatabaseReader
{
    public static DatabaseState Read(ShopSystem shop) => new(
        "lanternfish-prod", "active", shop.Pool.Size, shop.Pool.Size, shop.Pool.Used, Math.Max(0, shop.Pool.Size - shop.Pool.Used),
        shop.Pool.Waiting, DatabaseOptions.MaxConnections,
        [new ConnectionUse("lanternfish-api", shop.Pool.Size), new ConnectionUse("platform", DatabaseOptions.PlatformConnections)],
        41, true, [], [.. shop.Database.Indexes.Order(StringComparer.Ordinal)], "");
}
