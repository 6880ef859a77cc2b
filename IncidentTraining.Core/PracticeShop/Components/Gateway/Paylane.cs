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

    public PaylaneTrouble Trouble { get; set; }

    /// <summary>Share of calls that the trouble meets, in per cent.</summary>
    public int TroublePercent { get; set; } = 100;

    /// <summary>Duration of the primary endpoint's answers in per cent of the usual one.</summary>
    public int SlownessPercent { get; set; } = 100;

    /// <summary>Calls that our account may make in a second; 0 for any number.</summary>
    public int CallsPerSecond { get; set; }

    /// <summary>Whether the shop knows the key with which Paylane signs its webhooks.</summary>
    public bool WebhookKeyValid { get; set; } = true;

    /// <summary>The endpoint that the shop calls.</summary>
    public GatewayRoute Route { get; set; }

    /// <summary>How long the shop waits for an answer, in microseconds; 0 for as long as it takes.</summary>
    public long Timeout { get; set; } = 5_000_000;

    public int Slowness => Route == GatewayRoute.Primary ? SlownessPercent : StandbySlowness;

    /// <summary>Whether a call now meets the trouble.</summary>
    public bool Meets(RandomStream chance) =>
        Trouble != PaylaneTrouble.None && Route == GatewayRoute.Primary && (TroublePercent == 100 || chance.Below(100) < TroublePercent);
}
