using System.Text.Json;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// One responder action on the shop, stored before it takes effect: the database has all inputs that ever affected the shop, and replaying
/// them gives the same shop again.
/// </summary>
public sealed class RunInput
{
    private RunInput() { }

    internal RunInput(
        Guid runId,
        long sequence,
        TimeSpan at,
        string action,
        IReadOnlyDictionary<string, string> arguments,
        Guid personId,
        DateTime now
    )
    {
        (RunId, Sequence, At, Action, PersonId, StoredAt) = (runId, sequence, at, action, personId, now);
        Arguments = JsonSerializer.Serialize(arguments);
    }

    /// <summary>The run.</summary>
    public Guid RunId { get; private set; }

    /// <summary>The input's number in the run, from 1.</summary>
    public long Sequence { get; private set; }

    /// <summary>Virtual time of the input.</summary>
    public TimeSpan At { get; private set; }

    /// <summary>When it was stored, UTC.</summary>
    public DateTime StoredAt { get; private set; }

    /// <summary>Who gave it.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>Name of the action.</summary>
    public string Action { get; private set; } = "";

    /// <summary>The action's arguments as a JSON object of texts.</summary>
    public string Arguments { get; private set; } = "";

    /// <summary>Whether the shop accepted it; null between storing it and the shop's response.</summary>
    public bool? Accepted { get; private set; }

    /// <summary>The shop's answer.</summary>
    public string Answer { get; private set; } = "";

    /// <summary>A request of the responder's own tool; the shop's response comes later, so there is nothing to settle.</summary>
    internal static RunInput Probe(
        Guid runId,
        long sequence,
        TimeSpan at,
        IReadOnlyDictionary<string, string> arguments,
        Guid personId,
        DateTime now
    ) => new(runId, sequence, at, ProbeShop.Action, arguments, personId, now) { Accepted = true };

    /// <summary>A decision of a person in the channel, with the crew member who asked for it.</summary>
    internal static RunInput Decision(Guid runId, long sequence, TimeSpan at, PersonDecision decision, Guid askedBy, DateTime now) =>
        new(runId, sequence, at, PeopleDecisions.Action, decision.Arguments, askedBy, now);

    /// <summary>Whether it is an action of the crew, not a request of their tools or a decision of a person in the channel.</summary>
    public bool IsAction => Action is not (ProbeShop.Action or PeopleDecisions.Action);

    /// <summary>The input in the form that the shop accepts.</summary>
    public ShopInput ToShop() => new(Sequence, At, Action, JsonSerializer.Deserialize<Dictionary<string, string>>(Arguments)!);

    /// <summary>Stores the shop's response; every replay gives the same one.</summary>
    internal void Answered(InputAnswer answer) => (Accepted, Answer) = (answer.Accepted, answer.Text);
}

internal sealed class RunInputConfiguration : IEntityTypeConfiguration<RunInput>
{
    public void Configure(EntityTypeBuilder<RunInput> input)
    {
        input.ToTable("RunInputs");
        input.HasKey(i => new { i.RunId, i.Sequence });
        input.Property(i => i.At).HasConversion<VirtualTimeConverter>();
        input.Property(i => i.Action).HasMaxLength(100);
        input.HasOne<LabRun>().WithMany().HasForeignKey(i => i.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
