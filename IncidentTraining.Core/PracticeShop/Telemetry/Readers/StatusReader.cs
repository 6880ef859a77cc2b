using System.Globalization;
using IncidentTraining.Core.PracticeShop.Components.Flags;
using IncidentTraining.Core.PracticeShop.Components.Gateway;
using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Readers;

/// <summary>Reads the network check and the feature flags.</summary>
static class StatusReader
{
    const string Database = "db.lanternfish-prod.supabase.example:5432",
        Redis = "redis.internal:6379",
        Paylane = "api.paylane.example:443",
        Mail = "mail.example:443";

    /// <summary>Number of simultaneous connection attempts from which a route is busy.</summary>
    const int ManyOpening = 7;

    /// <summary>Wait from which a route is slow, in microseconds.</summary>
    const long SlowWay = 100_000;

    public static IReadOnlyList<NetworkProbe> Network(ShopSystem shop) =>
        shop.Checked is { } round
            ? [.. round.Network.Select(probe => probe with { SeenAt = TimeSpan.FromMicroseconds(round.At) })]
            : Look(shop);

    /// <summary>Which connections work now.</summary>
    public static IReadOnlyList<NetworkProbe> Look(ShopSystem shop) =>
        [
            ToDatabase(shop, "api", NetworkRoute.ApiDatabase),
            ToRedis(shop, "api", NetworkRoute.ApiRedis),
            ToPaylane(shop),
            ToDatabase(shop, "workers", NetworkRoute.WorkersDatabase),
            ToRedis(shop, "workers", NetworkRoute.WorkersRedis),
            ToMail(shop),
        ];

    public static IReadOnlyList<FlagState> Flags(ShopSystem shop) =>
        [
            .. FeatureFlags.All.Select(flag => new FlagState(
                flag.Id,
                flag.Title,
                flag.Description,
                shop.Flags.IsOn(flag.Id),
                shop.Flags.SwitchedAt(flag.Id) is { } at ? TimeSpan.FromMicroseconds(at) : null
            )),
        ];

    static NetworkProbe ToDatabase(ShopSystem shop, string from, NetworkRoute route) =>
        !shop.Network.IsOpen(route) ? Silent(from, "database", Database)
        : route == NetworkRoute.ApiDatabase && shop.Network.UsualWait(route) is > SlowWay and var wait
            ? new NetworkProbe(
                from,
                "database",
                Database,
                "slow",
                wait / 1000.0,
                "TCP connects late, TLS answers as late: packets wait before this way"
            )
        : route == NetworkRoute.ApiDatabase && !shop.DatabaseServer.ApiTrustsPooler
            ? new NetworkProbe(
                from,
                "database",
                Database,
                "refused",
                4,
                "TCP connects; TLS ends here: unable to get local issuer certificate"
            )
        : route == NetworkRoute.ApiDatabase && shop.Pool.Turnover.UsuallyOpening is >= ManyOpening and var opening
            ? new NetworkProbe(
                from,
                "database",
                Database,
                "busy",
                4,
                $"TCP connects, TLS answers; {opening} connections are being opened at a time"
            )
        // The pooler responds, whatever the state of the project behind it.
        : new NetworkProbe(from, "database", Database, "ok", 4, "TCP connects, TLS answers");

    static NetworkProbe ToRedis(ShopSystem shop, string from, NetworkRoute route) =>
        !shop.Network.IsOpen(route) ? Silent(from, "redis", Redis)
        : !shop.Redis.IsUp
            ? new NetworkProbe(from, "redis", Redis, "refused", 1, "ECONNREFUSED: the host answers, nobody listens on the port")
        : shop.Redis.IsSlow
            ? new NetworkProbe(from, "redis", Redis, "slow", shop.Redis.Latency / 1000.0, "TCP connects at once; PING waits for its turn")
        : new NetworkProbe(from, "redis", Redis, "ok", 1, "TCP connects, PING answers");

    static NetworkProbe ToPaylane(ShopSystem shop) =>
        !shop.Network.IsOpen(NetworkRoute.ApiGateway) ? Silent("api", "gateway", Paylane)
        : shop.Paylane is { Trouble: PaylaneTrouble.Silent, Route: GatewayRoute.Primary }
            ? new NetworkProbe("api", "gateway", Paylane, "slow", 19, "TCP and TLS connect; GET /ping is not answered")
        : shop.Network.CountedLoss(NetworkRoute.ApiGateway, shop.Kernel.Now) is > 0 and var lost
            ? new NetworkProbe(
                "api",
                "gateway",
                Paylane,
                "lossy",
                19,
                $"of the SYN of five minutes {lost} in 100 were not answered, the others at once"
            )
        : shop.Network.KnownWithoutAnswers(shop.Kernel.Now) is { } instance
            ? new NetworkProbe(
                "api",
                "gateway",
                Paylane,
                "one-way",
                19,
                $"SYN of {shop.Balancer.Instances[instance].Name} arrive, and of the answers of five minutes many came to no host of ours"
            )
        : shop.Configuration.ClosesConnections
            ? new NetworkProbe(
                "api",
                "gateway",
                Paylane,
                "ok",
                19,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"TCP connects, TLS answers; of {shop.Ports.Each} source ports to this address {shop.Ports.InUse(shop.Paylane.Route)} are taken"
                )
            )
        : new NetworkProbe("api", "gateway", Paylane, "ok", 19, "TCP connects, TLS answers");

    static NetworkProbe ToMail(ShopSystem shop) =>
        !shop.Network.IsOpen(NetworkRoute.WorkersMail) ? Silent("workers", "mail", Mail)
        : !shop.Mail.IsTimeValid
            ? new NetworkProbe(
                "workers",
                "mail",
                Mail,
                "skewed",
                24,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"TCP connects, TLS answers; the time in the answer is {shop.Mail.HostsAhead} s behind this host's"
                )
            )
        : !shop.Mail.IsCertificateValid
            ? new NetworkProbe("workers", "mail", Mail, "refused", 24, "TCP connects; TLS ends here: the other side sends alert 45")
        : new NetworkProbe("workers", "mail", Mail, "ok", 24, "TCP connects, TLS answers");

    static NetworkProbe Silent(string from, string to, string address) =>
        new(from, to, address, "unreachable", null, "no answer to SYN within 3 s; the last hop that answers is our own gateway");
}
