using System.Collections.Frozen;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Web.Features.Response.Sides;

/// <summary>The messages in the channel since a crew member last saw it.</summary>
/// <param name="Messages">Messages of others. Customers' complaints come in dozens and do not count.</param>
/// <param name="Mentions">How many of them mention the reader.</param>
/// <param name="MentionedBy">The person who did so last; empty when no one did.</param>
public sealed record Unread(int Messages, int Mentions, string MentionedBy)
{
    private static readonly FrozenSet<IncidentEventKind> Written = FrozenSet.Create(IncidentEventKind.Said, IncidentEventKind.Message);

    /// <summary>Nothing new.</summary>
    public static Unread None { get; } = new(0, 0, "");

    /// <summary>The prefix of a page's title, for a background tab; empty when nothing is new.</summary>
    public string TitlePrefix =>
        Mentions > 0 ? $"(@{Mentions}) "
        : Messages > 0 ? $"({Messages}) "
        : "";

    /// <summary>The same in words.</summary>
    public string Words =>
        Mentions > 0 ? $"{Messages} unread, {Mentions} of them {(Mentions == 1 ? "mentions" : "mention")} you" : $"{Messages} unread";

    /// <summary>Counts what is new to the viewer of a run; nothing for a person who is only watching.</summary>
    /// <param name="view">The run for its viewer.</param>
    /// <param name="read">The number of the last entry that they have seen; 0 for none.</param>
    public static Unread Of(RunView view, int read)
    {
        if (view.Me is not { } me)
        {
            return None;
        }

        var fresh = view
            .Timeline.Where(entry => entry.Number > read && Written.Contains(entry.Kind) && entry.PersonId != me.PersonId)
            .ToList();
        var mentions = fresh.Where(entry => entry.Kind == IncidentEventKind.Said && MentionsMe(entry.Text, view.Crew, me)).ToList();
        return new Unread(fresh.Count, mentions.Count, mentions.LastOrDefault()?.From ?? "");
    }

    private static bool MentionsMe(string text, Crew crew, CrewMate me) =>
        Core.Response.Mentions.Split(text, crew).Any(part => part.Mentioned == me);
}
