using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Gateway;

/// <summary>Paylane's two endpoints.</summary>
enum GatewayRoute
{
    Primary,
    Standby,
}

/// <summary>The failures of Paylane's primary endpoint.</summary>
enum PaylaneTrouble
{
    None,

    /// <summary>It responds with an error at once.</summary>
    Erring,

    /// <summary>It accepts calls and does not respond.</summary>
    Silent,
}

/// <summary>The state of the third party and of our account there. The shop cannot change the third party's.</summary>
sealed class Paylane
{
    /// <summary>The standby endpoint is further away.</summary>
    public const int StandbySlowness = 150;

    const int Whole = 1000;

    long? _expiredAt;
    long _kept = 1;
    int _expiredOn;

    public PaylaneTrouble Trouble { get; set; }

    /// <summary>Share of calls that the failure affects, in per cent.</summary>
    public int TroublePercent { get; set; } = 100;

    /// <summary>Duration of the primary endpoint's answers in per cent of the usual one.</summary>
    public int SlownessPercent { get; set; } = 100;

    /// <summary>Calls per second that our account may make; 0 for no limit.</summary>
    public int CallsPerSecond { get; set; }

    /// <summary>
    /// Share of our calls that is refused because our account's monthly quota is used up, in per cent; 0 while it is not.
    /// </summary>
    public int OverQuotaPercent { get; set; }

    /// <summary>Whether the shop knows the key with which Paylane signs its webhooks.</summary>
    public bool WebhookKeyValid { get; set; } = true;

    /// <summary>Whether every API instance connects with a valid client certificate.</summary>
    public bool CertificateValid => _expiredAt is null;

    /// <summary>The endpoint that the shop calls.</summary>
    public GatewayRoute Route { get; set; }

    /// <summary>How long the shop waits for a response, in microseconds; 0 for no timeout.</summary>
    public long Timeout { get; set; } = 5_000_000;

    public int Slowness => Route == GatewayRoute.Primary ? SlownessPercent : StandbySlowness;

    /// <summary>The certificate of an API instance expires.</summary>
    /// <param name="instance">Its place.</param>
    /// <param name="now">When, in microseconds.</param>
    /// <param name="kept">How long a connection is kept before it is replaced, in microseconds.</param>
    public void ExpireCertificate(int instance, long now, long kept) => (_expiredOn, _expiredAt, _kept) = (instance, now, kept);

    /// <summary>All instances have a valid certificate.</summary>
    public void RenewCertificate() => _expiredAt = null;

    /// <summary>The open connections are closed: the next call opens one.</summary>
    public void Disconnect()
    {
        if (_expiredAt is not null)
            _expiredAt = long.MinValue / 2;
    }

    /// <summary>
    /// Whether a call now needs a new connection and cannot get one. Connections are replaced one at a time, and a call may use any of
    /// them.
    /// </summary>
    /// <param name="instance">Index of the calling instance.</param>
    /// <param name="startedAt">When its process started: it has no connections from before.</param>
    /// <param name="now">In microseconds.</param>
    /// <param name="chance">Decides which connection the call uses.</param>
    public bool LacksConnection(int instance, long startedAt, long now, RandomStream chance) =>
        ShareLacking(instance, startedAt, now) is > 0 and var share && chance.Below(Whole) < share;

    /// <summary>Whether the last of an instance's earlier connections has been replaced.</summary>
    /// <inheritdoc cref="LacksConnection"/>
    public bool LacksAllConnections(int instance, long startedAt, long now) => ShareLacking(instance, startedAt, now) >= Whole;

    long ShareLacking(int instance, long startedAt, long now) =>
        _expiredAt is not { } at || instance != _expiredOn ? 0
        : startedAt > at ? Whole
        : Math.Min(Whole, (now - at) * Whole / _kept);

    /// <summary>Whether the failure affects a call now.</summary>
    public bool Meets(RandomStream chance) =>
        Trouble != PaylaneTrouble.None && Route == GatewayRoute.Primary && (TroublePercent == 100 || chance.Below(100) < TroublePercent);
}
