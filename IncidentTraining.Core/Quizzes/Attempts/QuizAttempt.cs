using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Quizzes.Attempts;

/// <summary>The lifecycle state of an attempt.</summary>
public enum AttemptState
{
    /// <summary>In progress.</summary>
    InProgress,

    /// <summary>Submitted, by the person or because the time was up.</summary>
    Submitted,

    /// <summary>The person can see keys and feedback.</summary>
    Released,
}

/// <summary>
/// One person's attempt at a quiz: in progress → submitted → released. The quiz is frozen at the start, so that later changes to the file
/// do not affect it.
/// </summary>
public sealed class QuizAttempt
{
    /// <summary>
    /// The grace period after the deadline during which an answer is still accepted. It covers network delay and is not shown to the
    /// person.
    /// </summary>
    public static readonly TimeSpan NetworkGrace = TimeSpan.FromSeconds(10);

    private QuizAttempt() { }

    /// <summary>Starts an attempt.</summary>
    /// <param name="id">The attempt's id.</param>
    /// <param name="cohortId">The class for which it counts.</param>
    /// <param name="quiz">The quiz as it is now.</param>
    /// <param name="seed">A secret from <see cref="Responses.ShownOrder.NewSeed"/>.</param>
    /// <param name="now">Now, UTC.</param>
    public QuizAttempt(Guid id, Guid personId, Guid cohortId, Quiz quiz, string seed, DateTime now)
    {
        (Id, PersonId, CohortId, QuizId, QuizJson, Seed) = (id, personId, cohortId, quiz.Id, quiz.ToJson(), seed);
        (StartedAt, Deadline) = (now, now.AddMinutes(quiz.Minutes));
    }

    /// <summary>Identifies the attempt in addresses and rows.</summary>
    public Guid Id { get; private set; }

    /// <summary>The person who takes the quiz.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The class for which it counts.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>The quiz under <c>content/quizzes</c>.</summary>
    public string QuizId { get; private set; } = "";

    /// <summary>The quiz as it was at the start, with keys, as JSON.</summary>
    public string QuizJson { get; private set; } = "";

    /// <summary>The secret that determines the shown order.</summary>
    public string Seed { get; private set; } = "";

    /// <summary>The lifecycle state.</summary>
    public AttemptState State { get; private set; }

    /// <summary>When it was started, UTC.</summary>
    public DateTime StartedAt { get; private set; }

    /// <summary>The deadline, UTC.</summary>
    public DateTime Deadline { get; private set; }

    /// <summary>When it was submitted, UTC; the deadline when the time was up. Null while in progress.</summary>
    public DateTime? SubmittedAt { get; private set; }

    /// <summary>When its results were released, UTC; null before.</summary>
    public DateTime? ReleasedAt { get; private set; }

    /// <summary>Incremented by every step, so that two concurrent steps cannot both succeed.</summary>
    public int Version { get; private set; }

    /// <summary>The quiz as it was at the start.</summary>
    public Quiz ReadQuiz() => Quiz.FromJson(QuizJson);

    /// <summary>Whether it is in progress although its deadline and grace period are over.</summary>
    public bool IsOverdue(DateTime now) => State is AttemptState.InProgress && now > Deadline + NetworkGrace;

    /// <summary>Whether an answer can be saved now; the write itself checks the deadline.</summary>
    public Outcome MayAnswer(DateTime now)
    {
        if (State is not AttemptState.InProgress)
        {
            return Refusal.TooLate("This quiz has been submitted and accepts no more answers.");
        }

        return IsOverdue(now) ? Refusal.TooLate("The time is up. Your saved answers have been submitted.") : Outcome.Done;
    }

    /// <summary>Submits it. An overdue attempt counts as submitted at its deadline.</summary>
    /// <param name="now">Now, UTC.</param>
    public Outcome Submit(DateTime now)
    {
        if (State is not AttemptState.InProgress)
        {
            return Refusal.Conflict("This quiz has already been submitted.");
        }

        (State, SubmittedAt, Version) = (AttemptState.Submitted, now < Deadline ? now : Deadline, Version + 1);
        return Outcome.Done;
    }

    /// <summary>Shows keys and feedback to the person.</summary>
    /// <param name="now">Now, UTC.</param>
    public Outcome Release(DateTime now)
    {
        if (State is not AttemptState.Submitted)
        {
            return Refusal.Conflict(
                State is AttemptState.Released ? "This result has already been released." : "This quiz has not been submitted yet."
            );
        }

        (State, ReleasedAt, Version) = (AttemptState.Released, now, Version + 1);
        return Outcome.Done;
    }
}

internal sealed class QuizAttemptConfiguration : IEntityTypeConfiguration<QuizAttempt>
{
    public void Configure(EntityTypeBuilder<QuizAttempt> attempt)
    {
        attempt.ToTable("QuizAttempts");
        attempt.Property(a => a.QuizId).HasMaxLength(100);
        attempt.Property(a => a.Seed).HasMaxLength(32);
        attempt.Property(a => a.State).HasConversion<string>().HasMaxLength(20);
        attempt.Property(a => a.Version).IsConcurrencyToken();
        // One attempt per person, even when two tabs start at once.
        attempt
            .HasIndex(a => new
            {
                a.CohortId,
                a.QuizId,
                a.PersonId,
            })
            .IsUnique();
        attempt.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        attempt.HasOne<Cohort>().WithMany().HasForeignKey(a => a.CohortId).OnDelete(DeleteBehavior.Restrict);
    }
}
