using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>A crew member pins something that they see in the shop, as evidence for a diagnosis or a finding.</summary>
public sealed class PinEvidence(ShopHost host) : IUseCase
{
    /// <summary>The most pieces of evidence per run.</summary>
    public const int Most = 200;

    /// <summary>The object to pin. It is read from the shop: only what the shop shows can be pinned.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Kind">What it is.</param>
    /// <param name="Reference">Identifies it: chart line, number of the log line, trace id, path of the health endpoint, id of the change,
    /// name of the view.</param>
    /// <param name="Line">The line of the change's diff, from 0; null for the change as a whole, and for all other kinds.</param>
    /// <param name="FromSecond">The first second of a chart's section.</param>
    /// <param name="ToSecond">Its last second.</param>
    public sealed record Input(
        Guid RunId,
        PinKind Kind,
        string Reference,
        int? Line = null,
        int FromSecond = 0,
        int ToSecond = int.MaxValue
    );

    /// <summary>Pins it. Evidence that the crew has already pinned is not pinned again.</summary>
    public Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default) =>
        host.ActAsync(
            actor,
            input.RunId,
            async session =>
            {
                if (session.MayWrite() is { Succeeded: false } refused)
                {
                    return refused;
                }

                if (input.Reference.Length > 200 || EvidenceReader.Read(session.Shop, session.Clock, input) is not { } found)
                {
                    return Refusal.NotFound("The shop does not show this now, so it cannot be pinned.");
                }

                var pinned = PinnedEvidence.Of(session.Log);
                if (pinned.Any(one => one.Text == found.Text && one.View == found.View && one.To == found.To))
                {
                    return Outcome.Done;
                }

                if (pinned.Count >= Most)
                {
                    return Refusal.Conflict($"{Most} pieces of evidence are already pinned, which is the maximum.");
                }

                session.Record(
                    IncidentEventKind.EvidencePinned,
                    found.Text,
                    found.View,
                    details: new PinnedEvidence.Facts(input.Kind, found.View, found.From, found.To)
                );
                return Outcome.Done;
            },
            ct
        );
}
