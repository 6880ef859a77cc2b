using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>The crew's help: hints, a raised hand, a person who takes over. None of it changes the incident's phase.</summary>
public sealed partial class Incident
{
    /// <summary>How many hints were taken.</summary>
    public int HintsTaken { get; private set; }

    /// <summary>The price of the hints that were taken.</summary>
    public int HintCost { get; private set; }

    /// <summary>Since when the crew has been asking for help; null when it is not.</summary>
    public TimeSpan? HandRaisedAt { get; private set; }

    /// <summary>The staff member whose offer to take over is pending; null for none.</summary>
    public Guid? TakeOverOfferedBy { get; private set; }

    /// <summary>The role of the offer; null for all of them, and when there is no offer.</summary>
    public IncidentRole? TakeOverRole { get; private set; }

    /// <summary>A hint was taken.</summary>
    /// <param name="cost">Its price.</param>
    public Outcome TakeHint(int cost)
    {
        HintsTaken++;
        HintCost += cost;
        return Enter(Phase);
    }

    /// <summary>The crew asks for help.</summary>
    public Outcome RaiseHand(TimeSpan at)
    {
        if (HandRaisedAt is not null)
        {
            return Refusal.Conflict("Your hand is already up; someone will come.");
        }

        HandRaisedAt = at;
        return Enter(Phase);
    }

    /// <summary>The call for help was answered or withdrawn.</summary>
    public Outcome LowerHand()
    {
        if (HandRaisedAt is null)
        {
            return Refusal.Conflict("No one has asked for help.");
        }

        HandRaisedAt = null;
        return Enter(Phase);
    }

    /// <summary>A staff member offers to take over; one offer at a time.</summary>
    /// <param name="personId">Who offers.</param>
    /// <param name="role">The role; null for all.</param>
    public Outcome OfferTakeOver(Guid personId, IncidentRole? role)
    {
        if (TakeOverOfferedBy is not null)
        {
            return Refusal.Conflict("There is already an offer to take over waiting for the crew's answer.");
        }

        (TakeOverOfferedBy, TakeOverRole) = (personId, role);
        return Enter(Phase);
    }

    /// <summary>The person who made the offer withdraws it.</summary>
    public Outcome WithdrawTakeOver(Guid personId)
    {
        if (TakeOverOfferedBy != personId)
        {
            return Refusal.Conflict("You have no offer waiting for an answer.");
        }

        (TakeOverOfferedBy, TakeOverRole) = (null, null);
        return Enter(Phase);
    }

    /// <summary>The crew has answered the offer.</summary>
    public Outcome AnswerTakeOver()
    {
        if (TakeOverOfferedBy is null)
        {
            return Refusal.Conflict("There is no offer to take over.");
        }

        (TakeOverOfferedBy, TakeOverRole, HandRaisedAt) = (null, null, null);
        return Enter(Phase);
    }
}
