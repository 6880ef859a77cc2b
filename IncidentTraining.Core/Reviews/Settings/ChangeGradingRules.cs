using FluentValidation;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Settings;

/// <summary>The grading rules of a class have changed. Published under the class id after the commit.</summary>
public sealed record GradingRulesChanged(Guid CohortId);

/// <summary>Reads and changes the grading rules of a class, for its instructors.</summary>
public sealed class ChangeGradingRules(IDbContextFactory<TrainingDb> databases, WriteGate gate, LiveEvents events) : IUseCase
{
    /// <summary>Validation rules.</summary>
    public sealed class Limits : AbstractValidator<GradingRules>
    {
        public Limits()
        {
            RuleFor(rules => rules.DoubleMarkPercent)
                .InclusiveBetween(0, 100)
                .WithMessage("The share of documents marked twice must be from 0 to 100 percent.");
            RuleFor(rules => rules.PeerDocuments)
                .InclusiveBetween(1, GradingRules.MostPeerDocuments)
                .WithMessage($"Each trainee can be asked to comment on 1 to {GradingRules.MostPeerDocuments} documents.");
        }
    }

    /// <summary>Returns the current rules, for the instructors of the class.</summary>
    public async Task<Outcome<GradingRules>> ReadAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var allowed = await db.RequireRoleAsync(actor, cohortId, [ClassRole.Instructor], ct);
        return allowed.Succeeded ? await db.GradingRulesAsync(cohortId, ct) : allowed.Refusal;
    }

    /// <summary>Changes the rules.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Guid cohortId, GradingRules rules, CancellationToken ct = default)
    {
        var outcome = await gate.WriteAsync(
            rules,
            async db =>
            {
                if (await db.RequireRoleAsync(actor, cohortId, [ClassRole.Instructor], ct) is { Succeeded: false } refused)
                {
                    return refused.Refusal;
                }

                if (await db.Set<ReviewSettings>().SingleOrDefaultAsync(s => s.CohortId == cohortId, ct) is { } present)
                {
                    present.Change(rules);
                }
                else
                {
                    db.Add(new ReviewSettings(cohortId, rules));
                }

                return Outcome.Done;
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await events.PublishAsync(cohortId, new GradingRulesChanged(cohortId));
        }

        return outcome;
    }
}

/// <summary>Reads the rules within another use case.</summary>
internal static class GradingRulesReading
{
    public static async Task<GradingRules> GradingRulesAsync(this TrainingDb db, Guid cohortId, CancellationToken ct) =>
        (await db.Set<ReviewSettings>().AsNoTracking().SingleOrDefaultAsync(s => s.CohortId == cohortId, ct))?.Rules ?? new GradingRules();
}
