using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// The actions that a handover claims were taken, compared with those that were. A plan ("restart it next") is not an action.
/// </summary>
internal static class TriedActions
{
    private const string Title = "What was tried";

    /// <summary>Ways to state that an action was taken, each with the beginnings of the names of the actions that it means.</summary>
    private static readonly (WordRule Said, string[] Means)[] Kinds =
    [
        (
            WordRule.Of("rolled (?:\\w+ ){0,4}back", "reverted", "deployed", "(?:did|made) a roll-?back"),
            ["roll-back", "deploy-release", "restore-configuration"]
        ),
        (WordRule.Of("restarted", "rebooted", "started (?:\\w+ ){0,2}(?:api|instances?|workers?)"), ["restart-", "start-instance"]),
        (
            WordRule.Of(
                "resized",
                "scaled",
                "enlarged",
                "(?:grew|raised|increased|reduced|lowered|doubled) (?:\\w+ ){0,3}(?:pool|connections|workers|instances|disk|limit|quota|memory|time-?out)"
            ),
            ["resize-", "scale-", "grow-disk", "request-gateway-limit", "request-mail-quota", "buy-gateway-calls", "set-"]
        ),
        (
            WordRule.Of(
                "(?:switched|turned|flipped) (?:\\w+ ){0,5}(?:off|flag)",
                "(?:disabled|stopped|ended) (?:\\w+ ){0,2}(?:experiment|flag|chaos)"
            ),
            ["disable-experiment", "switch-flag"]
        ),
        (
            WordRule.Of(
                "failed over",
                "switched (?:\\w+ ){0,2}(?:gateway|endpoint|standby)",
                "switched (?:\\w+ ){0,4}to (?:\\w+ ){0,2}standby"
            ),
            ["switch-gateway"]
        ),
        (WordRule.Of("ended (?:\\w+ ){0,3}sessions?", "killed (?:\\w+ ){0,3}(?:sessions?|queries|connections)"), ["end-sessions"]),
        (WordRule.Of("(?:built|rebuilt|created|added) (?:\\w+ ){0,3}index"), ["create-index"]),
        (WordRule.Of("(?:updated|rotated|changed|replaced) (?:\\w+ ){0,4}(?:secret|key|password|credentials?)"), ["update-secret"]),
        (
            WordRule.Of("restored (?:\\w+ ){0,3}(?:route|policy|network)", "resumed (?:\\w+ ){0,3}(?:project|database)"),
            ["restore-route", "resume-project"]
        ),
        (WordRule.Of("flushed", "deleted (?:\\w+ ){0,3}(?:history|views|keys)"), ["flush-redis", "delete-view-history", "refresh-dns"]),
        (WordRule.Of("(?:set|synchronised|synced|corrected|put) (?:\\w+ ){0,5}(?:clocks?|time service)"), ["sync-clock"]),
        (
            WordRule.Of("(?:refreshed|emptied|cleared) (?:\\w+ ){0,4}(?:dns|resolver|resolver's cache|cache)"),
            ["refresh-dns", "flush-redis"]
        ),
        (
            WordRule.Of("shed", "limited (?:\\w+ ){0,3}(?:clients?|traffic|addresses)", "turned (?:\\w+ ){0,2}away"),
            ["shed-traffic", "limit-clients"]
        ),
        (
            WordRule.Of("requeued", "retried", "quarantined", "put (?:\\w+ ){0,4}aside", "settled (?:\\w+ ){0,3}payments"),
            ["requeue-paid-orders", "retry-dead-jobs", "quarantine-job", "settle-pending-payments"]
        ),
        (WordRule.Of("(?:ran|run) (?:\\w+ ){0,3}smoke"), ["run-smoke-tests"]),
        (WordRule.Of("(?:copied|saved|secured|kept) (?:\\w+ ){0,4}(?:access )?logs?"), ["copy-access-log"]),
        (WordRule.Of("(?:revoked|withdrew|cancelled) (?:\\w+ ){0,4}keys?"), ["revoke-key"]),
        (WordRule.Of("(?:closed|opened|switched) (?:\\w+ ){0,3}export"), ["switch-export"]),
        (WordRule.Of("(?:corrected|recalculated|calculated) (?:\\w+ ){0,4}(?:totals?|sums?|prices?|amounts?)"), ["correct-totals"]),
    ];

    // "The hosts were restarted at night" refers to others.
    private static readonly WordRule Own = WordRule.Of("I", "we", "I've", "we've");

    // The negation is part of it: "nothing was changed", "we have not touched anything".
    private static readonly WordRule Nothing = WordRule.Of(
        "nothing (?:\\w+ ){0,3}(?:tried|changed|done|touched)",
        "(?:not|haven't|hasn't|have not) (?:\\w+ ){0,2}(?:tried|changed|touched|done)(?: \\w+)? (?:anything|a thing)",
        "(?:changed|tried|touched|done) nothing",
        "no (?:actions?|changes?) (?:\\w+ ){0,2}(?:taken|made|tried|so far|yet)"
    );

    /// <summary>
    /// Mentioned and true when at least half of the different actions are named and none is claimed that was not taken, or when none was
    /// taken and the message states that.
    /// </summary>
    /// <param name="sentences">The sentences, without questions.</param>
    /// <param name="taken">Names of the actions that the shop accepted until then.</param>
    /// <param name="at">Virtual time of the handover.</param>
    public static ResultLine Judge(IReadOnlyList<string> sentences, IReadOnlyList<string> taken, TimeSpan at)
    {
        var kinds = taken.Distinct().ToList();
        var said = Kinds.Where(kind => sentences.Any(kind.Said.IsSaidIn)).ToList();
        var facts = kinds.Count == 0 ? "no action had been taken" : $"taken: {string.Join(", ", kinds)}";
        var named = kinds.Count(action => said.Any(kind => Means(kind.Means, action)));
        var claimed = Kinds.Where(kind => sentences.Any(sentence => Own.IsMentionedIn(sentence) && kind.Said.IsSaidIn(sentence)));
        bool? isTrue =
            claimed.Any(kind => !kinds.Any(action => Means(kind.Means, action))) ? false
            : named > 0
                ? named * 2 >= kinds.Count ? true
                    : null
            : sentences.Any(Nothing.IsMentionedIn) ? kinds.Count == 0
            : null;
        return HandOverPoints.Line(Title, isTrue, facts, at);
    }

    private static bool Means(string[] means, string action) => means.Any(name => action.StartsWith(name, StringComparison.Ordinal));
}
