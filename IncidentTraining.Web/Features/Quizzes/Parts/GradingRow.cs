using IncidentTraining.Core.Quizzes.Grading;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Web.Features.Quizzes.Parts;

/// <summary>A grader's entries for one answer, and the stored grade that they would change.</summary>
public sealed class GradingRow
{
    private (string Points, string Comment)? _sent;

    /// <summary>Begins with the stored grade.</summary>
    public GradingRow(ShortAnswer answer)
    {
        Seen = answer;
        Take(answer);
    }

    /// <summary>The stored grade that the grader has seen; its version goes with theirs.</summary>
    public ShortAnswer Seen { get; private set; }

    /// <summary>The points as chosen; empty when not graded.</summary>
    public string Points { get; set; } = "";

    /// <summary>The comment as typed.</summary>
    public string Comment { get; set; } = "";

    /// <summary>Why the last save refused it; null otherwise.</summary>
    public Refusal? Refused { get; private set; }

    /// <summary>The grade that another instructor stored while this one was entered; null when there is none.</summary>
    public ShortAnswer? Overtaken { get; private set; }

    /// <summary>Whether the grader has entered something that is not stored.</summary>
    public bool IsChanged => !IsOf(Seen);

    /// <summary>The points of a stored grade as a choice of the field.</summary>
    public static string PointsOf(ShortAnswer answer) => answer.Points is { } points ? QuizWords.Points(points) : "";

    /// <summary>The comment of a stored grade in the field's form.</summary>
    public static string CommentOf(ShortAnswer answer) => answer.Comment.ReplaceLineEndings("\n");

    /// <summary>Accepts the stored grade. The grader's entries stay; untouched fields follow it.</summary>
    public void Meet(ShortAnswer now)
    {
        if (now.Version == Seen.Version)
        {
            return;
        }

        if (!IsChanged || IsOf(now))
        {
            Take(now);
        }
        else if (_sent is { } sent && sent == (PointsOf(now), CommentOf(now)))
        {
            // The grader's own save; text typed meanwhile is a new change.
            (Seen, Overtaken) = (now, null);
        }
        else
        {
            Overtaken = now;
        }
    }

    /// <summary>Records what is being saved, to distinguish it from another instructor's grade.</summary>
    public void Send() => (Refused, _sent) = (null, (Points, Tidy(Comment)));

    /// <summary>Keeps the entries, with the reason. After a conflict, the next save replaces the grade that the reason names.</summary>
    public void Refuse(Refusal refusal)
    {
        (Refused, _sent) = (refusal, null);
        if (refusal.Kind is RefusalKind.Conflict && Overtaken is { } stored)
        {
            (Seen, Overtaken) = (stored, null);
        }
    }

    /// <summary>Discards the entries.</summary>
    public void Reset() => Take(Overtaken ?? Seen);

    private void Take(ShortAnswer answer) =>
        (Seen, Points, Comment, Refused, Overtaken, _sent) = (answer, PointsOf(answer), CommentOf(answer), null, null, null);

    private bool IsOf(ShortAnswer answer) => Points == PointsOf(answer) && Tidy(Comment) == CommentOf(answer);

    private static string Tidy(string comment) => comment.Trim().ReplaceLineEndings("\n");
}
