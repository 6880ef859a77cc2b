using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Responses;
using IncidentTraining.Core.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Quizzes.Attempts;

/// <summary>A person's answer to one question of an attempt, and its points.</summary>
public sealed class QuizAnswer
{
    private QuizAnswer() { }

    /// <summary>Creates an empty answer.</summary>
    /// <param name="id">The answer's id.</param>
    /// <param name="questionId">The question in the frozen quiz.</param>
    /// <param name="now">Now, UTC.</param>
    public QuizAnswer(Guid id, Guid attemptId, string questionId, DateTime now)
    {
        (Id, AttemptId, QuestionId, SavedAt, ResponseJson) = (id, attemptId, questionId, now, QuizResponse.None.ToJson());
    }

    /// <summary>The id; reveals nothing about the author to a grader.</summary>
    public Guid Id { get; private set; }

    public Guid AttemptId { get; private set; }

    /// <summary>The question in the frozen quiz.</summary>
    public string QuestionId { get; private set; } = "";

    /// <summary>The response as JSON, in shown positions.</summary>
    public string ResponseJson { get; private set; } = "";

    /// <summary>Whether the person flagged the question to come back to it.</summary>
    public bool Flagged { get; private set; }

    /// <summary>When it was last saved, UTC.</summary>
    public DateTime SavedAt { get; private set; }

    /// <summary>Incremented by every change; a writer must name the version they saw.</summary>
    public int Version { get; private set; }

    /// <summary>The points; null until graded.</summary>
    public decimal? Points { get; private set; }

    /// <summary>The grader; null when graded automatically or not yet graded.</summary>
    public Guid? GraderId { get; private set; }

    /// <summary>The grader's comment; empty when there is none.</summary>
    public string Comment { get; private set; } = "";

    /// <summary>The response.</summary>
    public QuizResponse ReadResponse() => QuizResponse.FromJson(ResponseJson);

    /// <summary>Replaces the response; the caller has checked <see cref="QuizAttempt.MayAnswer"/>.</summary>
    public void Write(QuizResponse response, bool flagged, DateTime now) =>
        (ResponseJson, Flagged, SavedAt, Version) = (response.ToJson(), flagged, now, Version + 1);

    /// <summary>Stores the automatic grade at the end of the attempt.</summary>
    /// <param name="points">The points; null if an instructor must grade it.</param>
    public void GradeAutomatically(decimal? points) => (Points, Version) = (points, Version + 1);

    /// <summary>Stores an instructor's grade.</summary>
    /// <param name="points">From 0 to the question's points.</param>
    /// <param name="most">The question's points.</param>
    /// <param name="comment">The comment to the person; may be empty.</param>
    public Outcome Grade(decimal points, int most, string comment, Guid graderId)
    {
        if (points < 0 || points > most || points * 2 != Math.Floor(points * 2))
        {
            return Refusal.Invalid($"The grade must be from 0 to {most}, in whole or half points.");
        }

        (Points, Comment, GraderId, Version) = (points, comment, graderId, Version + 1);
        return Outcome.Done;
    }
}

internal sealed class QuizAnswerConfiguration : IEntityTypeConfiguration<QuizAnswer>
{
    public void Configure(EntityTypeBuilder<QuizAnswer> answer)
    {
        answer.ToTable("QuizAnswers");
        answer.Property(a => a.QuestionId).HasMaxLength(100);
        answer.Property(a => a.Points).HasPrecision(6, 2);
        answer.Property(a => a.Version).IsConcurrencyToken();
        answer.HasIndex(a => new { a.AttemptId, a.QuestionId }).IsUnique();
        answer.HasOne<QuizAttempt>().WithMany().HasForeignKey(a => a.AttemptId).OnDelete(DeleteBehavior.Cascade);
        answer.HasOne<Person>().WithMany().HasForeignKey(a => a.GraderId).OnDelete(DeleteBehavior.Restrict);
    }
}
