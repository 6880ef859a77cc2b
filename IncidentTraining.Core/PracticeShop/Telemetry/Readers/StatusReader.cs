namespace IncidentTraining.Core.PracticeShop.Telemetry.Readers;

/// <summary>Reads status pages, the network check, flags, smoke runs and harms.</summary>
static class StatusReader
{
    public static IReadOnlyList<StatusPage> Pages(ShopSystem shop) => shop.Kernel.Now < 0 ? [] :
    [
        new("paylane", "Paylane status", "operational", TimeSpan.Zero, [new("Charges", "operational"), new("Webhooks", "operational")], []),
        new("supabase", "Supabase status", "operational", TimeSpan.Zero, [new("Database", "operational"), new("Project lanternfish-prod", "operational")], []),
    ];

    public static IReadOnlyList<NetworkProbe> Network(ShopSystem shop) => shop.Kernel.Now < 0 ? [] :
    [
        new("api", "database", "db.lanternfish-prod.supabase.example:5432", "ok", 2, "connected"),
        new("api", "redis", "redis.internal:6379", "ok", 1, "connected"),
        new("api", "gateway", "api.paylane.example:443", "ok", 18, "connected"),
    ];

    public static IReadOnlyList<FlagState> Flags(ShopSystem shop) => shop.Kernel.Now < 0 ? [] : [];

    public static IReadOnlyList<SmokeRun> SmokeRuns(ShopSystem shop) => shop.Kernel.Now < 0 ? [] : [];

    public static IReadOnlyList<HarmRecord> Harms(ShopSystem shop) => shop.Kernel.Now < 0 ? [] : [];
}
