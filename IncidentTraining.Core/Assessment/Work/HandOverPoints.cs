using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>What the messages around a handover stated, point by point, compared with the truth in the second of the handover.</summary>
internal static class HandOverPoints
{
    private static readonly WordRule Open = WordRule.Of(
        "open",
        "next",
        "still",
        "not yet",
        "to ?do",
        "remains?",
        "remaining",
        "left to",
        "unknown",
        "unclear",
        "not (?:known|sure|clear)",
        "(?:do not|don't) know",
        "wait(?:ing|s)? for",
        "suspect\\w*",
        "hypothes[ie]s",
        "(?:I|we) (?:think|guess|assume|believe)",
        "(?:have|has|need|needs) to (?:be )?\\w+",
        "must \\w+",
        "please \\w+",
        "keep (?:an eye|watching)"
    );

    private static readonly WordRule Found = WordRule.Of(
        "(?:found|know|identified|have) (?:the |its )?(?:root )?cause",
        "(?:root )?cause is (?:known|found|clear|identified)",
        "(?:root )?cause (?:was|has been) (?:found|identified)"
    );

    public static IReadOnlyList<ResultLine> Of(TimelineEntry over, IReadOnlyList<TimelineEntry> messages, RunRecord record)
    {
        var facts = messages.SelectMany(said => SaidFacts.In(said.Text, said.At, record.Run.StartedAt)).ToHashSet();
        List<string> sentences =
        [
            .. messages.SelectMany(said => Spoken.Of(said.Text)).Where(sentence => !sentence.IsQuestion).Select(sentence => sentence.Text),
        ];
        return
        [
            Impact(facts, over.At, record),
            TriedActions.Judge(
                sentences,
                [.. record.Actions.Where(action => action.At <= over.At).Select(action => action.Action)],
                over.At
            ),
            StillOpen(facts, sentences, over.At, record),
            HandedRole.Judge(over, sentences, record),
        ];
    }

    /// <summary>A point that was mentioned and true, mentioned and false, or not mentioned.</summary>
    internal static ResultLine Line(string title, bool? isTrue, string text, TimeSpan at) =>
        new(
            title,
            isTrue switch
            {
                true => $"said: {text}",
                false => $"not true: {text}",
                null => $"not said: {text}",
            },
            isTrue == true ? ResultMark.Good : ResultMark.Bad,
            at
        );

    private static ResultLine Impact(HashSet<string> facts, TimeSpan at, RunRecord record)
    {
        var measured = record.NoticedAt(at).Words(record.Scenario.ServiceLevels);
        // "Back to normal" also describes an impact.
        bool? isTrue =
            facts.Contains(ChannelFacts.AllClear) ? measured == UpdateImpact.None
            : facts.Contains(ChannelFacts.Impact) ? measured != UpdateImpact.None
            : null;
        return Line("What customers notice", isTrue, $"measured: {measured.Title()}", at);
    }

    private static ResultLine StillOpen(HashSet<string> facts, List<string> sentences, TimeSpan at, RunRecord record)
    {
        var isOver = record.Shop.Truth.ResolvedAt <= at;
        if (facts.Contains(ChannelFacts.AllClear))
        {
            return Line("What is open", isOver, isOver ? "it is over" : "the incident was not resolved", at);
        }

        if (
            sentences.Any(Found.IsSaidIn)
            && DeclaredDiagnosis.Of(record.Log).LastOrDefault(one => one.At <= at) is var last
            && record.Judge(last) is not { HasRightPart: true }
        )
        {
            return Line("What is open", false, "no declared diagnosis had found the cause", at);
        }

        // Something unknown is open, in whatever form it is negated.
        return Line(
            "What is open",
            facts.Contains(ChannelFacts.NextUpdate) || sentences.Any(Open.IsMentionedIn) ? true : null,
            "what is not known, what comes next or when the next news comes",
            at
        );
    }
}
