using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Runs;

/// <summary>Calls one of the shop's health endpoints, and waits for the response as long as its checks take in the shop.</summary>
public sealed class AskHealth(TimeProvider time) : IUseCase
{
    // The longest check takes 2.5 s; the rest is for a busy server.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    /// <summary>The response. Gone for a run that has ended, a conflict when it was paused before the response came.</summary>
    /// <param name="window">The shop.</param>
    /// <param name="endpoint">Reads the endpoint.</param>
    /// <param name="ct">Cancelled when the tool has disconnected.</param>
    public async Task<Outcome<HealthAnswer>> RunAsync(
        ShopWindow window,
        Func<IShopReads, HealthAnswer> endpoint,
        CancellationToken ct = default
    )
    {
        var start = time.GetTimestamp();
        var asked = await window.ReadAsync(shop => new Asked(endpoint(shop), shop.Now), ct);
        var now = asked;
        while (asked is not null && now is not null && time.GetElapsedTime(start) < LongestWait)
        {
            if (now.At - asked.At >= TimeSpan.FromMilliseconds(asked.Answer.Milliseconds))
            {
                return asked.Answer;
            }

            await Task.Delay(BetweenLooks, time, ct);
            now = await window.ReadAsync(shop => asked with { At = shop.Now }, ct);
        }

        return asked is null || now is null
            ? Refusal.TooLate("This run has ended.")
            : Refusal.Conflict("The run was paused before the shop responded.");
    }

    private sealed record Asked(HealthAnswer Answer, TimeSpan At);
}
