using System.Reflection;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Tests.Core.Response;

/// <summary>The incident's state machine: every operation in every phase; those that the table below does not allow are refused.</summary>
public sealed class IncidentTests
{
    private static readonly TimeSpan Now = TimeSpan.FromMinutes(7);

    private static readonly IncidentPhase?[] EveryPhase = [.. Enum.GetValues<IncidentPhase>().Cast<IncidentPhase?>()];
    private static readonly IncidentPhase?[] NoPhase = [null, null, null, null, null, null];

    /// <summary>
    /// Each operation, by method name, with the resulting phase for each phase in order; null if it is refused. Some have a precondition,
    /// and are refused without it.
    /// </summary>
    private static readonly Dictionary<
        string,
        (Func<Incident, Outcome> Do, IncidentPhase?[] LeadsTo, Func<Incident, Outcome>? Before)
    > Commands = new()
    {
        ["Acknowledge"] = (i => i.Acknowledge(Now), [IncidentPhase.Acknowledgement, null, null, null, null, null], null),
        ["SetSeverity"] = (
            i => i.SetSeverity(Severity.P0, "Nobody can buy.", Now),
            [
                null,
                IncidentPhase.Investigation,
                IncidentPhase.Investigation,
                IncidentPhase.Mitigation,
                IncidentPhase.Resolution,
                IncidentPhase.PostIncident,
            ],
            null
        ),
        ["DeclareCause"] = (
            i => i.DeclareCause("another", Now),
            [null, null, IncidentPhase.Mitigation, IncidentPhase.Mitigation, IncidentPhase.Resolution, IncidentPhase.PostIncident],
            null
        ),
        ["PostUpdate"] = (i => i.PostUpdate(Now, null), [null, .. EveryPhase[1..]], null),
        ["VerifyResolution"] = (i => i.VerifyResolution(Now, [], Now), [null, null, null, IncidentPhase.Resolution, null, null], null),
        ["VerifyResolution of what is unresolved"] = (
            i => i.VerifyResolution(null, ["Latency is over its objective."], Now),
            NoPhase,
            null
        ),
        ["CloseAsNoIncident"] = (
            i => i.CloseAsNoIncident(),
            [null, null, IncidentPhase.Resolution, IncidentPhase.Resolution, null, null],
            i => i.Phase < IncidentPhase.Investigation ? Outcome.Done : i.DeclareCause("no-incident", Now)
        ),
        ["CloseAsNoIncident of a declared fault"] = (i => i.CloseAsNoIncident(), NoPhase, null),
        ["WriteSummary"] = (
            i => i.WriteSummary("It was slow.", Now),
            [null, null, null, null, IncidentPhase.PostIncident, IncidentPhase.PostIncident],
            null
        ),
        ["BeginReview"] = (i => i.BeginReview(Now), [null, null, null, null, IncidentPhase.PostIncident, IncidentPhase.PostIncident], null),
        ["TakeHint"] = (i => i.TakeHint(5), EveryPhase, null),
        ["RaiseHand"] = (i => i.RaiseHand(Now), EveryPhase, null),
        ["RaiseHand that is up"] = (i => i.RaiseHand(Now), NoPhase, i => i.RaiseHand(Now)),
        ["LowerHand"] = (i => i.LowerHand(), EveryPhase, i => i.RaiseHand(Now)),
        ["LowerHand that is down"] = (i => i.LowerHand(), NoPhase, null),
        ["OfferTakeOver"] = (i => i.OfferTakeOver(Guid.Empty, null), EveryPhase, null),
        ["OfferTakeOver beside an offer"] = (i => i.OfferTakeOver(Guid.Empty, null), NoPhase, i => i.OfferTakeOver(Guid.Empty, null)),
        ["WithdrawTakeOver"] = (i => i.WithdrawTakeOver(Guid.Empty), EveryPhase, i => i.OfferTakeOver(Guid.Empty, null)),
        ["WithdrawTakeOver of another's offer"] = (
            i => i.WithdrawTakeOver(Guid.AllBitsSet),
            NoPhase,
            i => i.OfferTakeOver(Guid.Empty, null)
        ),
        ["WithdrawTakeOver without an offer"] = (i => i.WithdrawTakeOver(Guid.Empty), NoPhase, null),
        ["AnswerTakeOver"] = (i => i.AnswerTakeOver(), EveryPhase, i => i.OfferTakeOver(Guid.Empty, null)),
        ["AnswerTakeOver without an offer"] = (i => i.AnswerTakeOver(), NoPhase, null),
    };

    public static TheoryData<string, IncidentPhase> EveryCommandInEveryPhase()
    {
        var data = new TheoryData<string, IncidentPhase>();
        foreach (var command in Commands.Keys)
        {
            foreach (var phase in Enum.GetValues<IncidentPhase>())
            {
                data.Add(command, phase);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryCommandInEveryPhase))]
    public void Every_command_moves_the_incident_or_is_refused_with_a_reason_and_changes_nothing(string command, IncidentPhase phase)
    {
        var (act, leadsTo, before) = Commands[command];
        var incident = In(phase);
        Assert.Null(before?.Invoke(incident).Refusal);
        var version = incident.Version;
        var outcome = act(incident);

        if (leadsTo[(int)phase] is { } next)
        {
            Assert.Null(outcome.Refusal);
            Assert.Equal(next, incident.Phase);
            Assert.True(incident.Version > version);
        }
        else
        {
            Assert.Equal(RefusalKind.Conflict, outcome.Refusal!.Kind);
            Assert.True(outcome.Refusal.Message.Length > 20);
            Assert.Equal(phase, incident.Phase);
            Assert.Equal(version, incident.Version);
        }
    }

    [Fact]
    public void The_table_knows_every_command_that_an_incident_takes()
    {
        var commands = typeof(Incident)
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.ReturnType == typeof(Outcome))
            .Select(method => method.Name)
            .Order(StringComparer.Ordinal);
        Assert.Equal(commands, Commands.Keys.Select(name => name.Split(' ')[0]).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_can_be_acknowledged_before_the_first_sign()
    {
        var incident = new Incident(Guid.Empty);
        Assert.Contains("nothing to acknowledge", incident.Acknowledge(Now).Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_severity_needs_a_reason_and_the_first_does_not()
    {
        var incident = In(IncidentPhase.Acknowledgement);
        Assert.True(incident.SetSeverity(Severity.P2, "", Now).Succeeded);
        Assert.Equal(RefusalKind.Invalid, incident.SetSeverity(Severity.P1, " ", Now).Refusal!.Kind);
        Assert.Equal(Severity.P2, incident.Severity);
        Assert.Equal(RefusalKind.Conflict, incident.SetSeverity(Severity.P2, "The same.", Now).Refusal!.Kind);
    }

    [Fact]
    public void A_recovery_cannot_be_verified_before_anything_was_done_to_the_shop()
    {
        var incident = In(IncidentPhase.Investigation);
        Assert.Contains("nothing was done", incident.VerifyResolution(Now, [], Now).Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unresolved_incident_names_what_is_missing()
    {
        var incident = In(IncidentPhase.Mitigation);
        Assert.Contains("Chaos is on.", incident.VerifyResolution(null, ["Chaos is on."], Now).Refusal!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(IncidentPhase.Detection, IncidentPhase.Detection)]
    [InlineData(IncidentPhase.Acknowledgement, IncidentPhase.Mitigation)]
    [InlineData(IncidentPhase.Investigation, IncidentPhase.Mitigation)]
    [InlineData(IncidentPhase.Mitigation, IncidentPhase.Mitigation)]
    [InlineData(IncidentPhase.Resolution, IncidentPhase.Resolution)]
    [InlineData(IncidentPhase.PostIncident, IncidentPhase.PostIncident)]
    public void An_action_on_the_shop_leads_a_known_incident_to_mitigation(IncidentPhase from, IncidentPhase to)
    {
        var incident = In(from);
        incident.Mitigate(Now);
        Assert.Equal(to, incident.Phase);
        Assert.NotNull(incident.FirstMitigationAt);
    }

    [Theory]
    [InlineData(IncidentPhase.Detection, false)]
    [InlineData(IncidentPhase.Acknowledgement, false)]
    [InlineData(IncidentPhase.Investigation, false)]
    [InlineData(IncidentPhase.Mitigation, false)]
    [InlineData(IncidentPhase.Resolution, true)]
    [InlineData(IncidentPhase.PostIncident, true)]
    public void Only_a_resolved_incident_can_begin_again(IncidentPhase phase, bool reopens)
    {
        var incident = In(phase);
        Assert.Equal(reopens, incident.Reopen());
        Assert.Equal(reopens ? IncidentPhase.Mitigation : phase, incident.Phase);
        Assert.True(!reopens || incident.VerifiedAt is null);
    }

    private static Incident In(IncidentPhase phase)
    {
        var incident = new Incident(Guid.Empty);
        incident.NoticeSign(TimeSpan.FromMinutes(1));
        Outcome[] way =
        [
            phase >= IncidentPhase.Acknowledgement ? incident.Acknowledge(Now) : Outcome.Done,
            phase >= IncidentPhase.Investigation ? incident.SetSeverity(Severity.P2, "", Now) : Outcome.Done,
            phase >= IncidentPhase.Mitigation ? incident.DeclareCause("cause", Now) : Outcome.Done,
        ];
        if (phase >= IncidentPhase.Mitigation)
        {
            incident.Mitigate(Now);
        }

        way =
        [
            .. way,
            phase >= IncidentPhase.Resolution ? incident.VerifyResolution(Now, [], Now) : Outcome.Done,
            phase >= IncidentPhase.PostIncident ? incident.BeginReview(Now) : Outcome.Done,
        ];
        Assert.All(way, outcome => Assert.True(outcome.Succeeded));
        Assert.Equal(phase, incident.Phase);
        return incident;
    }
}
