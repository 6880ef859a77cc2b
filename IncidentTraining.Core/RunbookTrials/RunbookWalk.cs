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

/// <summary>A step as a person has taken it.</summary>
/// <param name="Number">Its number in the runbook.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="At">When it was done, UTC.</param>
/// <param name="RunAt">The same in the time of the lab run in which it was done; null without one.</param>
/// <param name="Note">What the person wrote about it; may be empty.</param>
public sealed record WalkedStep(int Number, StepOutcome Outcome, DateTime At, TimeSpan? RunAt, string Note);

/// <summary>
/// Somebody else works a runbook step by step. They work the text as it was when they began: whatever its author writes
/// meanwhile, what came of a step belongs to the step that they read.
/// </summary>
public sealed class RunbookWalk
{
    /// <summary>The longest note on a step, in characters.</summary>
    public const int LongestNote = 2_000;

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    private RunbookWalk()
    {
    }

    internal RunbookWalk(Guid id, Document document, Guid walkerId, Guid? runId, string stepsText, int steps, DateTime now)
    {
        (Id, DocumentId, DocumentVersion, Title, BodyJson) = (id, document.Id, document.Version, document.Title, document.BodyJson);
        (WalkerId, RunId, StepsText, Steps, BeganAt) = (walkerId, runId, stepsText, steps, now);
    }

    /// <summary>Identifies it.</summary>
    public Guid Id { get; private set; }

    /// <summary>The runbook.</summary>
    public Guid DocumentId { get; private set; }

    /// <summary>The version of the document that is worked.</summary>
    public int DocumentVersion { get; private set; }

    /// <summary>Its title at that time.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Its whole text at that time, as JSON.</summary>
    public string BodyJson { get; private set; } = "";

    /// <summary>Its steps at that time.</summary>
    public string StepsText { get; private set; } = "";

    /// <summary>How many steps it has.</summary>
    public int Steps { get; private set; }

    /// <summary>Who works it.</summary>
    public Guid WalkerId { get; private set; }

    /// <summary>The lab run in which it is worked; null when it is only talked through.</summary>
    public Guid? RunId { get; private set; }

    /// <summary>When it was begun, UTC.</summary>
    public DateTime BeganAt { get; private set; }

    /// <summary>When it was ended, UTC; null while it goes on.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>Whether the runbook led to recovery, as who worked it saw it; null while it goes on.</summary>
    public bool? Worked { get; private set; }

    /// <summary>What they say about it as a whole.</summary>
    public string Verdict { get; private set; } = "";

    /// <summary>The steps taken so far, as JSON.</summary>
    public string TakenJson { get; private set; } = "[]";

    /// <summary>The steps taken so far, by number.</summary>
    public IReadOnlyList<WalkedStep> ReadTaken() => JsonSerializer.Deserialize<IReadOnlyList<WalkedStep>>(TakenJson, Json) ?? [];

    /// <summary>The runbook's text at that time.</summary>
    public DocumentBody ReadBody() => DocumentBody.FromJson(BodyJson);

    /// <summary>Notes what came of the next step; steps are taken in their order, and the last one taken can be corrected.</summary>
    public Outcome Take(WalkedStep step)
    {
        var taken = ReadTaken().ToList();
        if (EndedAt is not null)
        {
            return Refusal.Conflict("This run of the runbook has ended.");
        }

        if (step.Number < 1 || step.Number > Steps || step.Number > taken.Count + 1 || step.Number < taken.Count)
        {
            return Refusal.Conflict("Steps are taken in their order. Load the page again: this one was taken in another window.");
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
        walk.Property(w => w.Title).HasMaxLength(SaveDraft.LongestTitle);
        walk.Property(w => w.Verdict).HasMaxLength(RunbookWalk.LongestNote);
        walk.HasIndex(w => new { w.DocumentId, w.BeganAt });
        walk.HasIndex(w => new { w.WalkerId, w.EndedAt });
        walk.HasOne<Document>().WithMany().HasForeignKey(w => w.DocumentId).OnDelete(DeleteBehavior.Cascade);
        walk.HasOne<Person>().WithMany().HasForeignKey(w => w.WalkerId).OnDelete(DeleteBehavior.Restrict);
        walk.HasOne<LabRun>().WithMany().HasForeignKey(w => w.RunId).OnDelete(DeleteBehavior.Restrict);
    }
}
