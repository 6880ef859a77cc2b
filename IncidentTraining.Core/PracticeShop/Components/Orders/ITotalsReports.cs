namespace IncidentTraining.Core.PracticeShop.Components.Orders;

/// <summary>What is reported about the totals of orders.</summary>
interface ITotalsReports
{
    /// <summary>An order was written, with its sum at list prices and its total, both in cents of USD.</summary>
    void Written(int order, int listCents, int totalCents, long trace);

    /// <summary>An order was paid, with its sum at list prices and what was charged, both in cents of USD.</summary>
    void Charged(int listCents, int totalCents);
}
