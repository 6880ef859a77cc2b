using System.Globalization;
using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Demonstration;

/// <summary>What a crew of the demonstration can do in its run: the use cases that the workspace calls.</summary>
internal sealed class CrewActions(
    AcknowledgeIncident acknowledge,
    SetSeverity setSeverity,
    PostMessage postMessage,
    PostStatusUpdate postStatusUpdate,
    LookAtShop lookAtShop,
    PinEvidence pinEvidence,
    StateFinding stateFinding,
    SaveHypothesis saveHypothesis,
    DeclareCause declareCause,
    ApplyAction applyAction,
    VerifyResolution verifyResolution,
    WriteSummary writeSummary,
    FinishRun finishRun,
    GetRun getRun,
    OpenShopWindow openShopWindow
)
{
    /// <summary>Acknowledges the incident; returns false as long as there is nothing to acknowledge.</summary>
    public async Task<bool> AcknowledgeAsync(CrewRun run, CancellationToken ct) =>
        (await acknowledge.RunAsync(run.Commander, run.Id, ct)).Succeeded;

    public async Task RateAsync(CrewRun run, Severity severity, CancellationToken ct)
    {
        var reason = severity > run.Severity ? run.Words.LowReason : run.Words.Reason;
        (await setSeverity.RunAsync(run.Commander, new(run.Id, severity, reason), ct)).Of("Setting the severity");
    }

    public async Task SayAsync(CrewRun run, Actor who, string text, CancellationToken ct) =>
        (await postMessage.RunAsync(who, run.Id, text, ct)).Of("Writing into the channel");

    public async Task TellAsync(
        CrewRun run,
        UpdateAudience audience,
        UpdateStage stage,
        UpdateImpact impact,
        string text,
        int? nextInMinutes,
        CancellationToken ct
    ) =>
        (await postStatusUpdate.RunAsync(run.Communications, new(run.Id, audience, text, nextInMinutes, stage, impact), ct)).Of(
            "Publishing an update"
        );

    public async Task LookAsync(CrewRun run, Actor who, string view, CancellationToken ct) =>
        (await lookAtShop.RunAsync(who, run.Id, view, ct)).Of($"Looking at {view}");

    /// <summary>Pins the content of a look and states it as a finding; returns false if the shop has nothing to pin.</summary>
    public async Task<bool> FindAsync(CrewRun run, EvidenceLook look, CancellationToken ct)
    {
        if (await PinAsync(run, look, ct) is not { } pinned)
        {
            return false;
        }

        (await stateFinding.RunAsync(run.Operations, new(run.Id, Sentence(look.Sees), [pinned]), ct)).Of("Stating a finding");
        return true;
    }

    /// <summary>States a hypothesis about a cause and returns its number.</summary>
    public async Task<int> BelieveAsync(CrewRun run, RootCause cause, string text, int confidence, int evidence, CancellationToken ct)
    {
        var claim = (await ClaimsAsync(run, cause, ct))[0];
        (await saveHypothesis.RunAsync(run.Operations, new(run.Id, text, confidence, claim, [evidence]), ct)).Of("Stating a hypothesis");
        return (await ViewAsync(run, ct)).Hypotheses[^1].Number;
    }

    public async Task CloseAsync(CrewRun run, int hypothesis, bool confirmed, CancellationToken ct) =>
        (await saveHypothesis.CloseAsync(run.Operations, run.Id, hypothesis, confirmed, ct)).Of("Closing a hypothesis");

    /// <summary>Declares a cause with the last pinned evidence.</summary>
    public async Task DeclareAsync(CrewRun run, RootCause cause, string sentence, CancellationToken ct)
    {
        List<int> evidence = [.. (await ViewAsync(run, ct)).Evidence.TakeLast(2).Select(one => one.Number)];
        var claims = await ClaimsAsync(run, cause, ct);
        (await declareCause.RunAsync(run.Commander, new(run.Id, claims, Sentence(sentence), evidence), ct)).Of("Declaring the cause");
    }

    /// <summary>Takes an action; returns false when the shop or the crew's occupation does not allow it now.</summary>
    public async Task<bool> ActAsync(CrewRun run, string action, IReadOnlyDictionary<string, string> arguments, CancellationToken ct)
    {
        var suspect = (await SuspectAsync(run, ct)).ToString(CultureInfo.InvariantCulture);
        var said = arguments.ToDictionary(one => one.Key, one => one.Value == TimedStep.Suspect ? suspect : one.Value);
        return (await applyAction.RunAsync(run.Operations, new(run.Id, action, said), ct)).Succeeded;
    }

    /// <summary>Verifies the resolution; returns false as long as it does not hold.</summary>
    public async Task<bool> VerifyAsync(CrewRun run, CancellationToken ct) =>
        (await verifyResolution.RunAsync(run.Commander, run.Id, ct)).Succeeded;

    public async Task SummariseAsync(CrewRun run, string text, CancellationToken ct) =>
        (await writeSummary.RunAsync(run.Commander, new(run.Id, text), ct)).Of("Writing the summary");

    public async Task FinishAsync(CrewRun run, CancellationToken ct) =>
        (await finishRun.RunAsync(run.Commander, run.Id, ct)).Of("Finishing the run");

    public async Task<RunView> ViewAsync(CrewRun run, CancellationToken ct) =>
        (await getRun.RunAsync(run.Commander, run.Id, ct)).Of("Reading the run");

    /// <summary>Pins the content of a look and returns the number of the evidence; null if the shop has nothing to pin.</summary>
    public async Task<int?> PinAsync(CrewRun run, EvidenceLook look, CancellationToken ct)
    {
        if (await WhatAsync(run, look, ct) is not { } input)
        {
            return null;
        }

        var pinned = await pinEvidence.RunAsync(run.Operations, input, ct);
        return pinned.Succeeded ? (await ViewAsync(run, ct)).Evidence[^1].Number : null;
    }

    private async Task<PinEvidence.Input?> WhatAsync(CrewRun run, EvidenceLook look, CancellationToken ct)
    {
        if (look.Shows is { Kind: SymptomKind.Chart } chart)
        {
            var window = await WindowAsync(run, ct);
            var now = await window.ReadAsync(shop => ((int)shop.Now.TotalSeconds).ToString(CultureInfo.InvariantCulture), ct);
            var to = int.Parse(now ?? "0", CultureInfo.InvariantCulture);
            return new(run.Id, PinKind.Chart, chart.Name, FromSecond: to - 180, ToSecond: to);
        }

        if (look.Shows is { Kind: SymptomKind.Log } log)
        {
            var window = await WindowAsync(run, ct);
            var lines = await window.ReadAsync(shop => shop.Logs(new ShopLogQuery { Search = log.Words, Limit = 1000 }), ct);
            return lines?.Lines is [.., var last] ? new(run.Id, PinKind.Log, last.Sequence.ToString(CultureInfo.InvariantCulture)) : null;
        }

        if (look.View == ShopViews.Changes)
        {
            // The change that started it, by its number in the run.
            var started = (await ClaimsAsync(run, run.Cause, ct)).Select(claim => claim.StartedBy);
            return started.FirstOrDefault(origin => origin.Kind == OriginKind.Change) is { } change
                ? new(run.Id, PinKind.Change, change.Id)
                : null;
        }

        return look.View == ShopViews.Health ? new(run.Id, PinKind.Health, "/api/health/ready") : new(run.Id, PinKind.View, look.View);
    }

    /// <summary>The first accepted answer for each part of each fault, with the run's numbers of its changes.</summary>
    private async Task<IReadOnlyList<FaultClaim>> ClaimsAsync(CrewRun run, RootCause cause, CancellationToken ct)
    {
        var suspect = await SuspectAsync(run, ct);
        var changes = ChangeDraw.Of(run.Scenario, run.Seed);
        return [.. (cause.Diagnosis ?? []).Select(fault => new FaultClaim(fault.Where[0], fault.How[0], Shown(fault.StartedBy[0])))];

        FaultOrigin Shown(FaultOrigin origin) =>
            origin.Kind switch
            {
                OriginKind.Suspect => new(OriginKind.Job, suspect.ToString(CultureInfo.InvariantCulture)),
                // A change of the cause that the run does not show is missing in its list.
                OriginKind.Change => changes.FirstOrDefault(change => change.Record.Id == origin.Id) is { } shown
                    ? new(OriginKind.Change, shown.Id)
                    : FaultOrigin.Unknown,
                _ => origin,
            };
    }

    /// <summary>The job that workers most often held when they ended, or that they repeatedly put back; 0 when there is none.</summary>
    private async Task<long> SuspectAsync(CrewRun run, CancellationToken ct)
    {
        var work = await (await WindowAsync(run, ct)).ReadAsync(shop => shop.Work(), ct);
        return work?.Queue.Jobs.Where(job =>
                job.Note.Contains("ended with it", StringComparison.Ordinal) || job.Note.Contains("put back by", StringComparison.Ordinal)
            )
            .OrderByDescending(job => job.Note.Length)
            .ThenByDescending(job => job.Note, StringComparer.Ordinal)
            .FirstOrDefault()
            ?.Id
            ?? 0;
    }

    private async Task<ShopWindow> WindowAsync(CrewRun run, CancellationToken ct) =>
        (await openShopWindow.RunAsync(run.Operations, run.Id, ct)).Of("Opening the shop");

    private static string Sentence(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..].TrimEnd('.')}.";
}
