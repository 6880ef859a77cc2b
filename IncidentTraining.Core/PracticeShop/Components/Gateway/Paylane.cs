using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Gateway;

/// <summary>Paylane's two endpoints.</summary>
enum GatewayRoute
{
    Primary,
    Standby,
}

/// <summary>What is wrong with Paylane's primary endpoint.</summary>
enum PaylaneTrouble
{
    None,

    /// <summary>It answers with an error of its own at once.</summary>
    Erring,

    /// <summary>It takes calls and does not answer.</summary>
    Silent,
}

/// <summary>The state of the third party and of our account there. No one in the shop can change the former.</summary>
sealed class Paylane
{
    /// <summary>The standby endpoint lies further away.</summary>
    public const int StandbySlowness = 150;

    const int Whole = 1000;

    long? _expiredAt;
    long _kept = 1;
    int _expiredOn;

    public PaylaneTrouble Trouble { get; set; }

    /// <summary>Share of calls that the trouble meets, in per cent.</summary>
    public int TroublePercent { get; set; } = 100;

    /// <summary>Duration of the primary endpoint's answers in per cent of the usual one.</summary>
    public int SlownessPercent { get; set; } = 100;

    /// <summary>Calls that our account may make in a second; 0 for any number.</summary>
    public int CallsPerSecond { get; set; }

    /// <summary>Share of our calls that is refused because the month's quota of our account is used up, in per cent; 0 while it is
    /// not.</summary>
    public int OverQuotaPercent { get; set; }

    /// <summary>Whether the shop knows the key with which Paylane signs its webhooks.</summary>
    public bool WebhookKeyValid { get; set; } = true;

    /// <summary>Whether every API instance connects with a client certificate that is valid.</summary>
    public bool CertificateValid => _expiredAt is null;

    /// <summary>The endpoint that the shop calls.</summary>
    public GatewayRoute Route { get; set; }

    /// <summary>How long the shop waits for an answer, in microseconds; 0 for as long as it takes.</summary>
    public long Timeout { get; set; } = 5_000_000;

    public int Slowness => Route == GatewayRoute.Primary ? SlownessPercent : StandbySlowness;

    /// <summary>The certificate of an API instance expires.</summary>
    /// <param name="instance">Its place.</param>
    /// <param name="now">When, in microseconds.</param>
    /// <param name="kept">For how long a connection is kept before it is replaced, in microseconds.</param>
    public void ExpireCertificate(int instance, long now, long kept) => (_expiredOn, _expiredAt, _kept) = (instance, now, kept);

    /// <summary>All instances have a valid certificate.</summary>
    public void RenewCertificate() => _expiredAt = null;

    /// <summary>The connections that are open are closed: the next call opens one.</summary>
    public void Disconnect()
    {
        if (_expiredAt is not null)
            _expiredAt = long.MinValue / 2;
    }

    /// <summary>Whether a call now needs a new connection and does not get it. Connections are replaced one after the other, and a call
    /// takes any of them.</summary>
    /// <param name="instance">Place of the instance that calls.</param>
    /// <param name="startedAt">When its process has started: it has kept no connection from before.</param>
    /// <param name="now">In microseconds.</param>
    /// <param name="chance">Decides which connection the call takes.</param>
    public bool LacksConnection(int instance, long startedAt, long now, RandomStream chance) =>
        ShareLacking(instance, startedAt, now) is > 0 and var share && chance.Below(Whole) < share;

    /// <summary>Whether the last connection of an instance from before has been replaced.</summary>
    /// <inheritdoc cref="LacksConnection"/>
    public bool LacksAllConnections(int instance, long startedAt, long now) => ShareLacking(instance, startedAt, now) >= Whole;

    long ShareLacking(int instance, long startedAt, long now) =>
        _expiredAt is not { } at || instance != _expiredOn ? 0
        : startedAt > at ? Whole
        : Math.Min(Whole, (now - at) * Whole / _kept);

    /// <summary>Whether a call now meets the trouble.</summary>
    public bool Meets(RandomStream chance) =>
        Trouble != PaylaneTrouble.None && Route == GatewayRoute.Primary && (TroublePercent == 100 || chance.Below(100) < TroublePercent);
}
