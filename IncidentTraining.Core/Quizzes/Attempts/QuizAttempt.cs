using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Quizzes.Attempts;

/// <summary>Where an attempt is on its way.</summary>
public enum AttemptState
{
    /// <summary>Being answered.</summary>
    InProgress,

    /// <summary>Handed in, by the person or because the time was up.</summary>
    Submitted,

    /// <summary>Its person may see keys and feedback.</summary>
    Released,
}

/// <summary>
/// One person's sitting of a quiz. One state machine: in progress → submitted → released. The quiz is frozen at the start,
/// so that a later correction of the file changes nobody's questions under their hands.
/// </summary>
public sealed class QuizAttempt
{
    /// <summary>
    /// How long after the deadline an answer is still taken. It makes up for the way through the network and is never
    /// shown as time to work in.
    /// </summary>
    public static readonly TimeSpan NetworkGrace = TimeSpan.FromSeconds(10);

    private QuizAttempt()
    {
    }

    /// <summary>Begins an attempt.</summary>
    /// <param name="id">The attempt's id.</param>
    /// <param name="personId">Who sits it.</param>
    /// <param name="cohortId">The class for which it counts.</param>
    /// <param name="quiz">The quiz as it is now.</param>
    /// <param name="seed">A secret from <see cref="Grading.ShownOrder.NewSeed"/>.</param>
    /// <param name="now">Now, UTC.</param>
    public QuizAttempt(Guid id, Guid personId, Guid cohortId, Quiz quiz, string seed, DateTime now)
    {
        (Id, PersonId, CohortId, QuizId, QuizJson, Seed) = (id, personId, cohortId, quiz.Id, quiz.ToJson(), seed);
        (StartedAt, Deadline) = (now, now.AddMinutes(quiz.Minutes));
    }

    /// <summary>Identifies the attempt in addresses and rows.</summary>
    public Guid Id { get; private set; }

    /// <summary>Who sits it.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The class for which it counts.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>The quiz under <c>content/quizzes</c>.</summary>
    public string QuizId { get; private set; } = "";

    /// <summary>The quiz as it was at the start, keys and all.</summary>
    public string QuizJson { get; private set; } = "";

    /// <summary>The secret from which the shown order follows.</summary>
    public string Seed { get; private set; } = "";

    /// <summary>Where it is on its way.</summary>
    public AttemptState State { get; private set; }

    /// <summary>When it was begun, UTC.</summary>
    public DateTime StartedAt { get; private set; }

    /// <summary>When its time is up, UTC.</summary>
    public DateTime Deadline { get; private set; }

    /// <summary>When it was handed in, UTC; the deadline when the time was up. Null while in progress.</summary>
    public DateTime? SubmittedAt { get; private set; }

    /// <summary>When its results were released, UTC; null before.</summary>
    public DateTime? ReleasedAt { get; private set; }

    /// <summary>Rises with every step, so that two steps at once cannot both happen.</summary>
    public int Version { get; private set; }

    /// <summary>The quiz as it was at the start.</summary>
    public Quiz ReadQuiz() => Quiz.FromJson(QuizJson);

    /// <summary>Whether it is still in progress although its time and the network's grace are over.</summary>
    public bool IsOverdue(DateTime now) => State is AttemptState.InProgress && now > Deadline + NetworkGrace;

    /// <summary>Whether an answer may be saved now; the deadline guards the write itself.</summary>
    public Outcome MayAnswer(DateTime now)
    {
        if (State is not AttemptState.InProgress)
        {
            return Refusal.TooLate("This quiz has been handed in; it takes no more answers.");
        }

        return IsOverdue(now)
            ? Refusal.TooLate("The time is up. What was saved before has been handed in.")
            : Outcome.Done;
    }

    /// <summary>Hands it in. An attempt whose time is up counts as handed in at its deadline.</summary>
    /// <param name="now">Now, UTC.</param>
    public Outcome Submit(DateTime now)
    {
        if (State is not AttemptState.InProgress)
        {
            return Refusal.Conflict("This quiz has been handed in already.");
        }

        (State, SubmittedAt, Version) = (AttemptState.Submitted, now < Deadline ? now : Deadline, Version + 1);
        return Outcome.Done;
    }

    /// <summary>Lets its person see keys and feedback.</summary>
    /// <param name="now">Now, UTC.</param>
    public Outcome Release(DateTime now)
    {
        if (State is not AttemptState.Submitted)
        {
            return Refusal.Conflict(State is AttemptState.Released
                ? "This result has been released already."
                : "This quiz has not been handed in yet.");
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
        // One sitting each; also when two tabs press "start" at once.
        attempt.HasIndex(a => new { a.CohortId, a.QuizId, a.PersonId }).IsUnique();
        attempt.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        attempt.HasOne<Cohort>().WithMany().HasForeignKey(a => a.CohortId).OnDelete(DeleteBehavior.Restrict);
    }
}
