using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.RunbookTrials;

/// <summary>A step of a runbook as a person completed it.</summary>
/// <param name="Number">The number of the step.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="At">When it was completed, UTC.</param>
/// <param name="RunAt">The same moment in the time of the lab run; null without one.</param>
/// <param name="Note">The person's note; may be empty.</param>
public sealed record WalkedStep(int Number, StepOutcome Outcome, DateTime At, TimeSpan? RunAt, string Note);

/// <summary>
/// A classmate's step-by-step run of a runbook. It uses the text as it was at the start, so that each result belongs to the step the person
/// read.
/// </summary>
public sealed class RunbookWalk
{
    /// <summary>The longest note on a step, in characters.</summary>
    public const int LongestNote = 2_000;

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    private RunbookWalk() { }

    internal RunbookWalk(Guid id, Document document, Guid walkerId, Guid? runId, string stepsText, int steps, DateTime now)
    {
        (Id, DocumentId, DocumentVersion, Title, BodyJson) = (id, document.Id, document.Version, document.Title, document.BodyJson);
        (WalkerId, RunId, StepsText, Steps, BeganAt) = (walkerId, runId, stepsText, steps, now);
    }

    /// <summary>Identifies it.</summary>
    public Guid Id { get; private set; }

    public Guid DocumentId { get; private set; }

    /// <summary>The document version that is run.</summary>
    public int DocumentVersion { get; private set; }

    /// <summary>The title at the start.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The complete text at the start, as JSON.</summary>
    public string BodyJson { get; private set; } = "";

    /// <summary>The steps at the start.</summary>
    public string StepsText { get; private set; } = "";

    /// <summary>The number of steps.</summary>
    public int Steps { get; private set; }

    /// <summary>The person who runs it.</summary>
    public Guid WalkerId { get; private set; }

    /// <summary>The lab run in which it is used; null when it is only talked through.</summary>
    public Guid? RunId { get; private set; }

    /// <summary>The start time, UTC.</summary>
    public DateTime BeganAt { get; private set; }

    /// <summary>The end time, UTC; null while in progress.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>Whether the runbook led to recovery, in the person's judgment; null while in progress.</summary>
    public bool? Worked { get; private set; }

    /// <summary>The person's overall comment.</summary>
    public string Verdict { get; private set; } = "";

    /// <summary>The completed steps, as JSON.</summary>
    public string TakenJson { get; private set; } = "[]";

    /// <summary>The completed steps by number.</summary>
    public IReadOnlyList<WalkedStep> ReadTaken() => JsonSerializer.Deserialize<IReadOnlyList<WalkedStep>>(TakenJson, Json) ?? [];

    /// <summary>The runbook's text at the start.</summary>
    public DocumentBody ReadBody() => DocumentBody.FromJson(BodyJson);

    /// <summary>Records the result of the next step. Steps are completed in order; the last one can be corrected.</summary>
    public Outcome Take(WalkedStep step)
    {
        var taken = ReadTaken().ToList();
        if (EndedAt is not null)
        {
            return Refusal.Conflict("This run of the runbook has ended.");
        }

        if (step.Number < 1 || step.Number > Steps || step.Number > taken.Count + 1 || step.Number < taken.Count)
        {
            return Refusal.Conflict("Steps must be completed in order. Reload the page: this step was completed in another window.");
        }

        taken.RemoveAll(one => one.Number == step.Number);
        taken.Add(step);
        TakenJson = JsonSerializer.Serialize(taken, Json);
        return Outcome.Done;
    }

    /// <summary>Ends it with a verdict.</summary>
    public Outcome End(bool worked, string verdict, DateTime now)
    {
        if (EndedAt is not null)
        {
            return Refusal.Conflict("This run of the runbook has ended.");
        }

        (EndedAt, Worked, Verdict) = (now, worked, verdict);
        return Outcome.Done;
    }
}

internal sealed class RunbookWalkConfiguration : IEntityTypeConfiguration<RunbookWalk>
{
    public void Configure(EntityTypeBuilder<RunbookWalk> walk)
    {
        walk.ToTable("RunbookWalks");
        walk.Property(w => w.Title).HasMaxLength(DocumentBody.LongestTitle);
        walk.Property(w => w.Verdict).HasMaxLength(RunbookWalk.LongestNote);
        walk.HasIndex(w => new { w.DocumentId, w.BeganAt });
        walk.HasIndex(w => new { w.WalkerId, w.EndedAt });
        walk.HasOne<Document>().WithMany().HasForeignKey(w => w.DocumentId).OnDelete(DeleteBehavior.Cascade);
        walk.HasOne<Person>().WithMany().HasForeignKey(w => w.WalkerId).OnDelete(DeleteBehavior.Restrict);
        walk.HasOne<LabRun>().WithMany().HasForeignKey(w => w.RunId).OnDelete(DeleteBehavior.Restrict);
    }
}
