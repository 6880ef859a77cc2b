namespace IncidentTraining.Core.PracticeShop.Components.Orders;

/// <summary>What orders mean for the customers who placed them.</summary>
interface IOrderReports
{
    /// <summary>A paid order is not confirmed in time.</summary>
    void OrderStuck(int customer);

    /// <summary>An order is lost.</summary>
    void OrderGivenUp(int customer, int basketCents);

    /// <summary>An order was charged less than its list prices, rightly or not: the customer cannot know.</summary>
    void OrderReduced(int customer, int chargedCents);
}
